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

/// A picture being read, and the words found on it. Owned by the caller; ends with
/// `vision_page_free`.
typedef struct vision_page vision_page;
/// Tesseract with its languages loaded. Not safe to share between threads.
typedef struct vision_engine vision_engine;

/// `languages` as Tesseract writes them: "eng" or "eng+swa".
vision_engine *vision_engine_open(const char *languages, vision_outcome *outcome);
void vision_engine_close(vision_engine *engine);

/// Decodes a picture, and finds the paper on it and how its lines lie. A picture of more pixels than
/// print needs is taken at half its size, here and wherever a picture is decoded: width, height and
/// boxes are those of the half.
vision_page *vision_page_open(
    const uint8_t *bytes, size_t count, int64_t pixel_limit, vision_outcome *outcome);
/// Looks at the picture turned clockwise by so many quarters from here on.
bool vision_page_turn(vision_page *page, int32_t quarter_turns, vision_outcome *outcome);

/// Lets Tesseract read the page, first as it lies, and turned when hardly a word is sure; if
/// `twice`, also with its light flattened and its lines set straight, as a column of blocks. The
/// two make different mistakes, so that what both say is surer than either.
bool vision_page_recognise(
    vision_page *page, vision_engine *engine, bool twice, vision_outcome *outcome);
/// Whether nothing is printed on the page: bare paper, or one grey.
bool vision_page_is_bare(const vision_page *page);
/// The picture as it was given in grey, shrunk until its longer side is `longest_side` at most, row
/// by row. Ends with `vision_bytes_free`.
uint8_t *vision_page_greys(
    const vision_page *page, int32_t longest_side, int32_t *width, int32_t *height);
int32_t vision_page_width(const vision_page *page);
int32_t vision_page_height(const vision_page *page);
/// How often the picture must be turned clockwise by a quarter for its print to stand upright;
/// width, height and boxes are those of the turned picture.
int32_t vision_page_quarter_turns(const vision_page *page);
size_t vision_page_word_count(const vision_page *page);
/// The text lives as long as the page.
vision_word vision_page_word(const vision_page *page, size_t index);
void vision_page_free(vision_page *page);

/// What a finder of lines looks at: 0 for the paper of that place, 255 for black ink; lines level,
/// capitals about `letter_height` pixels high, and the way to the paper's own pixels.
typedef struct {
    uint8_t *ink;
    int32_t width;
    int32_t height;
    /// x = a[0] * column + a[1] * row + a[2]; y = a[3] * column + a[4] * row + a[5].
    double to_paper[6];
} vision_level;

/// `scale` corrects the letters' height as it was measured. `ink` ends with `vision_bytes_free`.
bool vision_page_level(
    const vision_page *page, double letter_height, double scale, vision_level *level,
    vision_outcome *outcome);

/// A stretch of print in pixels of the paper, which is the picture itself or the sheet cut out of
/// it: the middles of its left and right edges, and its height.
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

/// Tesseract reads one strip, cut as `vision_page_strip` does; the page's words are then those of
/// the strip, their boxes in its pixels.
bool vision_page_recognise_strip(
    vision_page *page, vision_engine *engine, vision_strip strip, int32_t rows, double margin,
    vision_outcome *outcome);

/// A picture on which several sheets may lie. Owned by the caller; ends with `vision_picture_free`.
typedef struct vision_picture vision_picture;

vision_picture *vision_picture_open(
    const uint8_t *bytes, size_t count, int64_t pixel_limit, vision_outcome *outcome);
int32_t vision_picture_width(const vision_picture *picture);
int32_t vision_picture_height(const vision_picture *picture);
/// One grey a pixel, row by row. They live as long as the picture.
const uint8_t *vision_picture_greys(const vision_picture *picture);
/// The sheet with these corners (x and y of the top left one, then clockwise) set straight, as a
/// JPEG without metadata. Ends with `vision_bytes_free`.
uint8_t *vision_picture_sheet(
    const vision_picture *picture, const double corners[8], size_t *length,
    vision_outcome *outcome);
void vision_picture_free(vision_picture *picture);

/// Where a box of the paper lies in the picture: left, top, right, bottom.
void vision_page_place(const vision_page *page, double box[4]);

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

/// A product of a matrix with the packed weights of a network, as `MatrixTask` in
/// Sources/Insight/LineReader/Matrix.swift says. Sizes and strides count numbers.
typedef struct {
    const float *source;
    intptr_t rows;
    intptr_t row_stride;
    intptr_t runs;
    intptr_t run_stride;
    const float *panels;
    const float *bias;
    intptr_t inputs;
    intptr_t outputs;
    float *result;
    intptr_t result_stride;
    bool positive;
} vision_product_task;

/// Whether this processor can multiply and add eight numbers at once.
bool vision_product_available(void);
void vision_product(const vision_product_task *task);

#ifdef __cplusplus
}
#endif
