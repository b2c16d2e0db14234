#include "page.hpp"
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <opencv2/imgproc.hpp>

namespace vision {
namespace {

constexpr int widest_strip = 4096;

/// The part of the picture that a strip touches, with a rim for the blur.
cv::Rect surroundings(const vision_strip &strip, double around, const cv::Size &limit) {
    double left = std::min(strip.left_x, strip.right_x) - around;
    double right = std::max(strip.left_x, strip.right_x) + around;
    double top = std::min(strip.left_y, strip.right_y) - strip.height / 2 - around;
    double bottom = std::max(strip.left_y, strip.right_y) + strip.height / 2 + around;
    cv::Rect found(
        cv::Point(int(std::floor(left)), int(std::floor(top))),
        cv::Point(int(std::ceil(right)), int(std::ceil(bottom))));
    return found & cv::Rect(cv::Point(0, 0), limit);
}

}  // namespace

cv::Mat cut(const cv::Mat &picture, const vision_strip &strip, int rows, double margin) {
    double x = strip.right_x - strip.left_x, y = strip.right_y - strip.left_y;
    double length = std::hypot(x, y), scale = rows / strip.height;
    int width = static_cast<int>(std::lround(length * scale + 2 * margin));
    if (!(length > 0) || !(strip.height > 0) || width < 1 || width > widest_strip) return {};
    double around = 2 * margin / scale + 4;
    cv::Rect part = surroundings(strip, around, picture.size());
    if (part.empty()) return {};
    cv::Mat near = picture(part), level;
    // Shrinking must average, or thin strokes are skipped. The page itself stays sharp.
    if (scale < 0.7) {
        cv::Mat soft;
        cv::GaussianBlur(near, soft, cv::Size(), 0.35 / scale);
        near = soft;
    }
    double c = x / length * scale, s = y / length * scale;
    double left = strip.left_x - part.x, middle = strip.left_y - part.y;
    cv::Matx23d to(
        c, s, margin - c * left - s * middle, -s, c, rows / 2.0 + s * left - c * middle);
    cv::warpAffine(
        near, level, to, cv::Size(width, rows), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return level;
}

}  // namespace vision

uint8_t *vision_page_strip(
    const vision_page *page, vision_strip strip, int32_t rows, double margin, int32_t *width) {
    vision_outcome outcome;
    *width = 0;
    return vision::guarded(&outcome, [&]() -> uint8_t * {
        cv::Mat level = vision::cut(page->sheet.grey, strip, rows, margin);
        if (level.empty()) return nullptr;
        auto *copy = static_cast<uint8_t *>(std::malloc(level.total()));
        if (!copy) throw std::bad_alloc();
        std::memcpy(copy, level.data, level.total());
        *width = level.cols;
        return copy;
    });
}
