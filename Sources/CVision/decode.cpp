#include "picture.hpp"
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace vision {

void settle(vision_outcome *outcome, vision_status status, const std::string &message) {
    outcome->status = status;
    std::strncpy(outcome->message, message.c_str(), sizeof outcome->message - 1);
    outcome->message[sizeof outcome->message - 1] = 0;
}

namespace {

/// Print is read as well from half of a picture of more pixels than this, in a quarter of the memory.
constexpr int64_t plenty = 24'000'000;

bool is_png(const uint8_t *bytes, size_t count) {
    static const uint8_t magic[4] = {0x89, 'P', 'N', 'G'};
    return count > 4 && std::memcmp(bytes, magic, 4) == 0;
}

/// A transparent pixel shows the white of the paper, not the black that lies under the alpha.
cv::Mat over_white(const cv::Mat &picture) {
    std::vector<cv::Mat> planes;
    cv::split(picture, planes);
    cv::Mat alpha;
    planes[3].convertTo(alpha, CV_32F, 1.0 / 255);
    for (int plane = 0; plane < 3; plane++) {
        cv::Mat value;
        planes[plane].convertTo(value, CV_32F);
        value = value.mul(alpha) + (1.0 - alpha) * 255.0;
        value.convertTo(planes[plane], CV_8U);
    }
    planes.pop_back();
    cv::Mat flat;
    cv::merge(planes, flat);
    return flat;
}

cv::Mat decode_png(const cv::Mat &raw) {
    cv::Mat picture = cv::imdecode(raw, cv::IMREAD_UNCHANGED);
    if (picture.depth() == CV_16U) {
        cv::Mat eight;
        picture.convertTo(eight, CV_8U, 1.0 / 257);
        picture = eight;
    }
    return picture.channels() == 4 ? over_white(picture) : picture;
}

/// The pixels that the header of a JPEG promises; 0 for anything else.
int64_t jpeg_pixels(const uint8_t *bytes, size_t count) {
    if (count < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8) return 0;
    size_t place = 2;
    while (place + 9 < count && bytes[place] == 0xFF) {
        int marker = bytes[place + 1];
        bool has_size = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8
            && marker != 0xCC;
        if (has_size) {
            int64_t rows = bytes[place + 5] << 8 | bytes[place + 6];
            int64_t columns = bytes[place + 7] << 8 | bytes[place + 8];
            return rows * columns;
        }
        // A marker may be preceded by any number of fill bytes.
        place += marker == 0xFF ? 1 : 2 + (bytes[place + 2] << 8 | bytes[place + 3]);
    }
    return 0;
}

/// A JPEG of plenty of pixels is decoded at half its size, so that the whole never exists.
int manner_of(const uint8_t *bytes, size_t count, bool colour) {
    if (jpeg_pixels(bytes, count) > plenty)
        return colour ? cv::IMREAD_REDUCED_COLOR_2 : cv::IMREAD_REDUCED_GRAYSCALE_2;
    return colour ? cv::IMREAD_COLOR : cv::IMREAD_GRAYSCALE;
}

}  // namespace

uint8_t *copy_of(const cv::Mat &picture) {
    cv::Mat whole = picture.isContinuous() ? picture : picture.clone();
    size_t count = whole.total() * whole.elemSize();
    auto *copy = static_cast<uint8_t *>(std::malloc(std::max<size_t>(count, 1)));
    if (!copy) throw std::bad_alloc();
    std::memcpy(copy, whole.data, count);
    return copy;
}

cv::Mat decode(const uint8_t *bytes, size_t count, int64_t pixel_limit, bool colour) {
    if (count == 0) throw Refusal{VISION_DAMAGED, "there are no bytes"};
    cv::Mat raw(1, static_cast<int>(count), CV_8UC1, const_cast<uint8_t *>(bytes));
    // All of these turn the picture as its EXIF orientation says.
    cv::Mat picture = is_png(bytes, count) ? decode_png(raw)
        : cv::imdecode(raw, manner_of(bytes, count, colour));
    if (picture.empty()) throw Refusal{VISION_DAMAGED, "the picture cannot be decoded"};
    // The header was checked before; a file that lied about its size stops here.
    if (static_cast<int64_t>(picture.total()) > pixel_limit)
        throw Refusal{VISION_TOO_LARGE, "the picture has more pixels than the limit"};
    if (!colour && picture.channels() == 3) cv::cvtColor(picture, picture, cv::COLOR_BGR2GRAY);
    if (static_cast<int64_t>(picture.total()) > plenty) {
        cv::Mat half;
        cv::resize(
            picture, half, cv::Size((picture.cols + 1) / 2, (picture.rows + 1) / 2), 0, 0,
            cv::INTER_AREA);
        picture = half;
    }
    return picture;
}

}  // namespace vision

uint8_t *vision_preview(
    const uint8_t *bytes, size_t count, int64_t pixel_limit, int32_t longest_side,
    int32_t quality, int32_t quarter_turns, vision_preview_size *size, vision_outcome *outcome) {
    *size = {};
    return vision::guarded(outcome, [&]() -> uint8_t * {
        cv::Mat picture = vision::decode(bytes, count, pixel_limit, true);
        static const int turns[] = {
            cv::ROTATE_90_CLOCKWISE, cv::ROTATE_180, cv::ROTATE_90_COUNTERCLOCKWISE};
        if (quarter_turns > 0 && quarter_turns < 4)
            cv::rotate(picture, picture, turns[quarter_turns - 1]);
        size->width = picture.cols;
        size->height = picture.rows;
        int longest = std::max(picture.cols, picture.rows);
        if (longest > longest_side) {
            double factor = static_cast<double>(longest_side) / longest;
            cv::Mat smaller;
            cv::resize(picture, smaller, cv::Size(), factor, factor, cv::INTER_AREA);
            picture = smaller;
        }
        std::vector<uint8_t> encoded;
        if (!cv::imencode(".jpg", picture, encoded, {cv::IMWRITE_JPEG_QUALITY, quality}))
            throw vision::Refusal{VISION_FAILED, "the preview cannot be encoded"};
        auto *copy = static_cast<uint8_t *>(std::malloc(encoded.size()));
        if (!copy) throw std::bad_alloc();
        std::memcpy(copy, encoded.data(), encoded.size());
        size->length = encoded.size();
        return copy;
    });
}

void vision_bytes_free(uint8_t *bytes) { std::free(bytes); }
