#include "page.hpp"
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <opencv2/imgproc.hpp>

namespace vision {

cv::Mat upright(const cv::Mat &original, int quarter_turns) {
    static const int turns[] = {
        cv::ROTATE_90_CLOCKWISE, cv::ROTATE_180, cv::ROTATE_90_COUNTERCLOCKWISE};
    if (quarter_turns < 1 || quarter_turns > 3) return original;
    cv::Mat result;
    cv::rotate(original, result, turns[quarter_turns - 1]);
    return result;
}

}  // namespace vision

vision_page *vision_page_open(
    const uint8_t *bytes, size_t count, int64_t pixel_limit, vision_outcome *outcome) {
    return vision::guarded(outcome, [&]() -> vision_page * {
        auto page = std::make_unique<vision_page>();
        page->original = vision::decode(bytes, count, pixel_limit, false);
        if (page->original.cols < 16 || page->original.rows < 16)
            throw vision::Refusal{VISION_TOO_SMALL, "no print fits into so few pixels"};
        page->upright = page->original;
        page->sheet = vision::sheet_of(page->upright);
        return page.release();
    });
}

bool vision_page_turn(vision_page *page, int32_t quarter_turns, vision_outcome *outcome) {
    return vision::guarded(outcome, [&] {
        page->quarter_turns = quarter_turns & 3;
        page->upright = vision::upright(page->original, page->quarter_turns);
        page->sheet = vision::sheet_of(page->upright);
        return true;
    });
}

void vision_page_free(vision_page *page) { delete page; }

bool vision_page_is_bare(const vision_page *page) {
    vision_outcome outcome;
    return vision::guarded(&outcome, [&] { return vision::is_bare(page->sheet); });
}

uint8_t *vision_page_greys(
    const vision_page *page, int32_t longest_side, int32_t *width, int32_t *height) {
    vision_outcome outcome;
    *width = 0;
    *height = 0;
    return vision::guarded(&outcome, [&]() -> uint8_t * {
        cv::Mat small = page->original;
        double factor = static_cast<double>(longest_side) / std::max(small.cols, small.rows);
        if (factor < 1)
            cv::resize(page->original, small, cv::Size(), factor, factor, cv::INTER_AREA);
        uint8_t *copy = vision::copy_of(small);
        *width = small.cols;
        *height = small.rows;
        return copy;
    });
}

int32_t vision_page_width(const vision_page *page) {
    return page->quarter_turns % 2 == 0 ? page->original.cols : page->original.rows;
}

int32_t vision_page_height(const vision_page *page) {
    return page->quarter_turns % 2 == 0 ? page->original.rows : page->original.cols;
}

int32_t vision_page_quarter_turns(const vision_page *page) { return page->quarter_turns; }

bool vision_page_level(
    const vision_page *page, double letter_height, double scale, vision_level *level,
    vision_outcome *outcome) {
    return vision::guarded(outcome, [&] {
        vision::Prepared made = vision::level(page->sheet, letter_height, scale);
        auto *copy = static_cast<uint8_t *>(std::malloc(std::max<size_t>(made.grey.total(), 1)));
        if (!copy) throw std::bad_alloc();
        std::memcpy(copy, made.grey.data, made.grey.total());
        *level = {copy, made.grey.cols, made.grey.rows, {}};
        for (int index = 0; index < 6; index++) level->to_paper[index] = made.back.val[index];
        return true;
    });
}

void vision_page_place(const vision_page *page, double box[4]) {
    cv::Matx33d back = page->sheet.to.inv();
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (int corner = 0; corner < 4; corner++) {
        cv::Vec3d point = back * cv::Vec3d(box[corner & 1 ? 2 : 0], box[corner & 2 ? 3 : 1], 1);
        left = std::min(left, point[0] / point[2]);
        right = std::max(right, point[0] / point[2]);
        top = std::min(top, point[1] / point[2]);
        bottom = std::max(bottom, point[1] / point[2]);
    }
    box[0] = left, box[1] = top, box[2] = right, box[3] = bottom;
}
