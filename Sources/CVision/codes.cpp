#include "page.hpp"
#include "picture.hpp"
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <zbar.h>

struct vision_codes {
    struct Code {
        std::string symbology;
        std::string text;
        cv::Rect box;
    };
    std::vector<Code> all;
};

namespace vision {
namespace {

/// Codes on papers are printed large enough for this; a larger picture only takes longer.
constexpr int longest_scanned_side = 2000;
constexpr size_t most_codes = 32;

struct Ends {
    void operator()(zbar::zbar_image_scanner_t *it) const { zbar_image_scanner_destroy(it); }
    void operator()(zbar::zbar_image_t *it) const { zbar_image_destroy(it); }
};

/// Where the corners of a symbol lie in the picture before it was shrunk.
cv::Rect outline(const zbar::zbar_symbol_t *symbol, double factor, const cv::Size &limit) {
    int left = limit.width, top = limit.height, right = 0, bottom = 0;
    for (unsigned point = 0; point < zbar_symbol_get_loc_size(symbol); point++) {
        int x = static_cast<int>(zbar_symbol_get_loc_x(symbol, point) / factor);
        int y = static_cast<int>(zbar_symbol_get_loc_y(symbol, point) / factor);
        left = std::min(left, x);
        right = std::max(right, x);
        top = std::min(top, y);
        bottom = std::max(bottom, y);
    }
    cv::Rect found(cv::Point(left, top), cv::Point(right + 1, bottom + 1));
    return found & cv::Rect(cv::Point(0, 0), limit);
}

/// QR codes and the bar codes that carry text; a product's number in an EAN code is no paper's.
vision_codes *scan(const cv::Mat &picture) {
    auto codes = std::make_unique<vision_codes>();
    double factor = std::min(
        1.0, longest_scanned_side / static_cast<double>(std::max(picture.cols, picture.rows)));
    cv::Mat grey = picture;
    if (factor < 1)
        cv::resize(picture, grey, cv::Size(), factor, factor, cv::INTER_AREA);
    if (!grey.isContinuous()) grey = grey.clone();
    std::unique_ptr<zbar::zbar_image_scanner_t, Ends> scanner(zbar::zbar_image_scanner_create());
    zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    for (auto kind : {zbar::ZBAR_QRCODE, zbar::ZBAR_CODE128})
        zbar_image_scanner_set_config(scanner.get(), kind, zbar::ZBAR_CFG_ENABLE, 1);
    std::unique_ptr<zbar::zbar_image_t, Ends> image(zbar::zbar_image_create());
    zbar_image_set_format(image.get(), zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image.get(), grey.cols, grey.rows);
    zbar_image_set_data(image.get(), grey.data, grey.total(), nullptr);
    if (zbar_scan_image(scanner.get(), image.get()) <= 0) return codes.release();
    for (auto symbol = zbar_image_first_symbol(image.get());
         symbol && codes->all.size() < most_codes; symbol = zbar_symbol_next(symbol)) {
        std::string text(zbar_symbol_get_data(symbol), zbar_symbol_get_data_length(symbol));
        // Text travels as a C string; a code with a zero in it is no text.
        if (text.find('\0') != std::string::npos) continue;
        codes->all.push_back(
            {zbar_get_symbol_name(zbar_symbol_get_type(symbol)), text,
             outline(symbol, factor, picture.size())});
    }
    return codes.release();
}

}  // namespace
}  // namespace vision

vision_codes *vision_page_codes(const vision_page *page, vision_outcome *outcome) {
    return vision::guarded(outcome, [&]() -> vision_codes * {
        return vision::scan(page->upright);
    });
}

vision_codes *vision_picture_codes(
    const uint8_t *bytes, size_t count, int64_t pixel_limit, vision_outcome *outcome) {
    return vision::guarded(outcome, [&]() -> vision_codes * {
        return vision::scan(vision::decode(bytes, count, pixel_limit, false));
    });
}

size_t vision_codes_count(const vision_codes *codes) { return codes->all.size(); }

vision_code vision_codes_at(const vision_codes *codes, size_t index) {
    const auto &code = codes->all.at(index);
    return {
        code.symbology.c_str(), code.text.c_str(), code.box.x, code.box.y, code.box.width,
        code.box.height};
}

void vision_codes_free(vision_codes *codes) { delete codes; }

uint8_t *vision_greys(
    const uint8_t *bytes, size_t count, int64_t pixel_limit, int32_t longest_side,
    int32_t *width, int32_t *height) {
    vision_outcome outcome;
    *width = 0;
    *height = 0;
    return vision::guarded(&outcome, [&]() -> uint8_t * {
        cv::Mat grey = vision::decode(bytes, count, pixel_limit, false);
        double factor = static_cast<double>(longest_side) / std::max(grey.cols, grey.rows);
        cv::Mat small;
        cv::resize(
            grey, small, cv::Size(), factor, factor,
            factor < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
        uint8_t *copy = vision::copy_of(small);
        *width = small.cols;
        *height = small.rows;
        return copy;
    });
}
