#pragma once

#include "picture.hpp"

struct vision_page {
    /// As it was decoded.
    cv::Mat original;
    int32_t quarter_turns = 0;
    /// The turned picture, in whose pixels words are.
    cv::Mat upright;
    vision::Sheet sheet;
    std::vector<vision::Recognised> words;
};

namespace vision {

/// The strip set level, `rows` pixels high, with `margin` pixels before and after it; empty when
/// there is nothing to cut.
cv::Mat cut(const cv::Mat &picture, const vision_strip &strip, int rows, double margin);

}  // namespace vision
