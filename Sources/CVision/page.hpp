#pragma once

#include "picture.hpp"

struct vision_page {
    int32_t width;
    int32_t height;
    int32_t quarter_turns;
    std::vector<vision::Recognised> words;
    /// The upright picture, from which lines are cut.
    cv::Mat upright;
};
