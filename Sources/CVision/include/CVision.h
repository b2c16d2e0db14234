#pragma once

// The picture libraries behind a plain C face. Only the reader process links this: a picture that
// breaks a decoder ends that process and nothing else. Nothing here throws across the boundary.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    VISION_OK = 0,
    /// The bytes are no picture that OpenCV can decode.
    VISION_DAMAGED = 1,
    /// Fewer pixels than a line of print needs.
    VISION_TOO_SMALL = 2,
    /// More pixels than the limit, or more memory than the process may have.
    VISION_TOO_LARGE = 3,
    /// Tesseract or its language files are missing.
    VISION_ENGINE_MISSING = 4,
    /// The library refused for another reason; the message says which.
    VISION_FAILED = 5,
} vision_status;

typedef struct {
    vision_status status;
    char message[240];
} vision_outcome;

/// One word in pixels of the upright picture (after its EXIF orientation and the quarter turns of
/// its page), origin at top left.
typedef struct {
    const char *text;
    int32_t x;
    int32_t y;
    int32_t width;
    int32_t height;
    /// 0 to 1.
    float confidence;
    /// Counted from 0 within the page.
    int32_t line;
    int32_t block;
    /// 0 for the first way of reading the page, 1 for the second.
    int32_t reading;
} vision_word;

/// Words of one page. Owned by the caller; ends with `vision_page_free`.
typedef struct vision_page vision_page;
/// Tesseract with its languages loaded. Not safe to share between threads.
typedef struct vision_engine vision_engine;

/// `languages` as Tesseract writes them: "eng" or "eng+swa".
vision_engine *vision_engine_open(const char *languages, vision_outcome *outcome);
void vision_engine_close(vision_engine *engine);

/// Finds the paper, crops and scales it, and reads it with its own greys as one block of print; if
/// `twice`, also with its light flattened and its lines set straight, as a column of blocks. The
/// two make different mistakes, so that what both say is surer than either.
vision_page *vision_read(
    vision_engine *engine, const uint8_t *bytes, size_t count, int64_t pixel_limit, bool twice,
    vision_outcome *outcome);
int32_t vision_page_width(const vision_page *page);
int32_t vision_page_height(const vision_page *page);
/// How often the picture must be turned clockwise by a quarter for its print to stand upright;
/// width, height and boxes are those of the turned picture.
int32_t vision_page_quarter_turns(const vision_page *page);
size_t vision_page_word_count(const vision_page *page);
/// The text lives as long as the page.
vision_word vision_page_word(const vision_page *page, size_t index);
void vision_page_free(vision_page *page);

/// A stretch of print: the middles of its left and right edges, and its height.
typedef struct {
    double left_x;
    double left_y;
    double right_x;
    double right_y;
    double height;
} vision_strip;

/// The strip set level and scaled until `height` is `rows` pixels, with `margin` pixels before and
/// after it, in grey. Ends with `vision_bytes_free`; null when it is empty or too wide.
uint8_t *vision_page_strip(
    const vision_page *page, vision_strip strip, int32_t rows, double margin, int32_t *width);

typedef struct {
    size_t length;
    /// Of the upright original, not of the preview.
    int32_t width;
    int32_t height;
} vision_preview_size;

/// The upright picture as a JPEG that carries no metadata of the original (no EXIF, no location),
/// turned clockwise by `quarter_turns`, its longer side at most `longest_side`. Ends with
/// `vision_bytes_free`.
uint8_t *vision_preview(
    const uint8_t *bytes, size_t count, int64_t pixel_limit, int32_t longest_side,
    int32_t quality, int32_t quarter_turns, vision_preview_size *size, vision_outcome *outcome);
void vision_bytes_free(uint8_t *bytes);

/// A QR code or bar code in pixels of the upright picture. The texts live as long as the codes.
typedef struct {
    const char *symbology;
    const char *text;
    int32_t x;
    int32_t y;
    int32_t width;
    int32_t height;
} vision_code;

/// Codes of one picture. Owned by the caller; ends with `vision_codes_free`.
typedef struct vision_codes vision_codes;

/// The QR codes and text bar codes of a page that was read, or of a picture that was not.
vision_codes *vision_page_codes(const vision_page *page, vision_outcome *outcome);
vision_codes *vision_picture_codes(
    const uint8_t *bytes, size_t count, int64_t pixel_limit, vision_outcome *outcome);
size_t vision_codes_count(const vision_codes *codes);
vision_code vision_codes_at(const vision_codes *codes, size_t index);
void vision_codes_free(vision_codes *codes);

/// The picture in grey with its longer side `longest_side`, row by row. Ends with
/// `vision_bytes_free`; null when it cannot be decoded.
uint8_t *vision_greys(
    const uint8_t *bytes, size_t count, int64_t pixel_limit, int32_t longest_side,
    int32_t *width, int32_t *height);

#ifdef __cplusplus
}
#endif
