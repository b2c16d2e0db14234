#include "picture.hpp"
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

struct vision_picture {
    cv::Mat colour;
    cv::Mat grey;
};

namespace vision {
namespace {

/// What is cut out is read again, so that it is kept as sharp as it was taken.
constexpr int sheet_quality = 95;

cv::Mat straight(const cv::Mat &picture, const double corners[8]) {
    std::vector<cv::Point2f> from;
    for (int corner = 0; corner < 4; ++corner)
        from.emplace_back(corners[2 * corner], corners[2 * corner + 1]);
    auto side = [&](int a, int b) { return cv::norm(from[a] - from[b]); };
    auto width = static_cast<float>(std::lround(std::max(side(0, 1), side(3, 2))));
    auto height = static_cast<float>(std::lround(std::max(side(0, 3), side(1, 2))));
    float longest = 2.0F * static_cast<float>(std::max(picture.cols, picture.rows));
    if (!(width >= 1) || !(height >= 1) || width > longest || height > longest)
        throw Refusal{VISION_FAILED, "a sheet cannot have these corners"};
    std::vector<cv::Point2f> to = {{0, 0}, {width, 0}, {width, height}, {0, height}};
    cv::Mat sheet;
    cv::warpPerspective(
        picture, sheet, cv::getPerspectiveTransform(from, to),
        cv::Size(static_cast<int>(width), static_cast<int>(height)), cv::INTER_CUBIC,
        cv::BORDER_REPLICATE);
    return sheet;
}

}  // namespace
}  // namespace vision

vision_picture *vision_picture_open(
    const uint8_t *bytes, size_t count, int64_t pixel_limit, vision_outcome *outcome) {
    return vision::guarded(outcome, [&]() -> vision_picture * {
        auto picture = std::make_unique<vision_picture>();
        picture->colour = vision::decode(bytes, count, pixel_limit, true);
        cv::cvtColor(picture->colour, picture->grey, cv::COLOR_BGR2GRAY);
        return picture.release();
    });
}

int32_t vision_picture_width(const vision_picture *picture) { return picture->grey.cols; }
int32_t vision_picture_height(const vision_picture *picture) { return picture->grey.rows; }
const uint8_t *vision_picture_greys(const vision_picture *picture) { return picture->grey.data; }

uint8_t *vision_picture_sheet(
    const vision_picture *picture, const double corners[8], size_t *length,
    vision_outcome *outcome) {
    *length = 0;
    return vision::guarded(outcome, [&]() -> uint8_t * {
        std::vector<uint8_t> encoded;
        cv::Mat sheet = vision::straight(picture->colour, corners);
        if (!cv::imencode(".jpg", sheet, encoded, {cv::IMWRITE_JPEG_QUALITY, vision::sheet_quality}))
            throw vision::Refusal{VISION_FAILED, "the sheet cannot be encoded"};
        auto *copy = static_cast<uint8_t *>(std::malloc(encoded.size()));
        if (!copy) throw std::bad_alloc();
        std::memcpy(copy, encoded.data(), encoded.size());
        *length = encoded.size();
        return copy;
    });
}

void vision_picture_free(vision_picture *picture) { delete picture; }
