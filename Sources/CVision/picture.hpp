#pragma once

#include "CVision.h"
#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace vision {

/// A refusal on its way to the C boundary.
struct Refusal {
    vision_status status;
    std::string message;
};

/// The grey or colour picture as a person sees it: EXIF orientation applied, at half its size where
/// it has more pixels than print needs. Throws Refusal.
cv::Mat decode(const uint8_t *bytes, size_t count, int64_t pixel_limit, bool colour);

/// The bytes of a picture without gaps between its rows, for `vision_bytes_free`.
uint8_t *copy_of(const cv::Mat &picture);

/// The paper of a picture and how its print lies.
struct Sheet {
    /// The picture, or the sheet cut out of it; uneven light is flattened.
    cv::Mat grey;
    /// Divided by the paper's own brightness everywhere.
    cv::Mat flat;
    /// Maps a pixel of the picture to one of the sheet.
    cv::Matx33d to;
    /// The turn that sets lines level.
    double degrees;
    /// Of capitals, in pixels; 0 when too little print stands out.
    double letter_height;
};

Sheet sheet_of(const cv::Mat &picture);

/// Whether the sheet is bare paper, or one grey.
bool is_bare(const Sheet &sheet);

/// A page made ready for recognition, with the way back to the original pixels.
struct Prepared {
    cv::Mat grey;
    /// 3x3, maps a prepared pixel to a pixel of the upright original.
    cv::Matx33d back;
};

enum class Manner {
    /// The paper's own greys; only uneven light and a strong tilt are corrected.
    plain,
    /// Light flattened and lines set straight.
    flattened,
};

/// The sheet scaled to a letter height that suits Tesseract.
Prepared prepare(const Sheet &sheet, Manner manner);

/// The flattened sheet, level, its capitals `target` pixels high as far as `scale` corrects their
/// measure; `back` leads to the sheet.
Prepared level(const Sheet &sheet, double target, double scale);

/// The same page turned by a number of quarter turns clockwise.
Prepared turned(const Prepared &page, int quarter_turns);

/// A picture turned clockwise by quarter turns; the picture itself when there are none.
cv::Mat upright(const cv::Mat &original, int quarter_turns);

struct Recognised {
    std::string text;
    cv::Rect box;
    float confidence;
    int line;
    int block;
    int reading;
};

/// Writes the outcome and returns whatever `body` returns, or a null value when it refused.
template <typename Body>
auto guarded(vision_outcome *outcome, Body body) -> decltype(body());

void settle(vision_outcome *outcome, vision_status status, const std::string &message);

template <typename Body>
auto guarded(vision_outcome *outcome, Body body) -> decltype(body()) {
    try {
        auto result = body();
        settle(outcome, VISION_OK, "");
        return result;
    } catch (const Refusal &refusal) {
        settle(outcome, refusal.status, refusal.message);
    } catch (const std::bad_alloc &) {
        settle(outcome, VISION_TOO_LARGE, "the picture needs more memory than the reader may use");
    } catch (const cv::Exception &error) {
        bool memory = error.code == cv::Error::StsNoMem;
        settle(outcome, memory ? VISION_TOO_LARGE : VISION_DAMAGED, error.err);
    } catch (const std::exception &error) {
        settle(outcome, VISION_FAILED, error.what());
    }
    return {};
}

}  // namespace vision
