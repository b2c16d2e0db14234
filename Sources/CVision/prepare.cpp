#include "picture.hpp"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace vision {
namespace {

/// Height of capital letters, in pixels, at which Tesseract finds lines and letters well.
constexpr double plain_letter_height = 24;
constexpr double flattened_letter_height = 32;
/// The darkest part of the paper in relation to its brightest, below which light is uneven.
constexpr double even_light = 0.7;
/// Degrees below which turning blurs more than it helps.
constexpr double slight_tilt = 1.5;
constexpr double largest_enlargement = 4;
constexpr int prepared_pixel_limit = 40'000'000;
constexpr int level_pixel_limit = 4'000'000;
/// A sheet of paper at 400 dots an inch; finer pixels take time and tell no more.
constexpr double sheet_pixel_limit = 16'000'000;
/// A sheet whose letters cannot be measured is taken to be this many letters high.
constexpr double letters_of_a_side = 90;
/// Print is darker than its paper by more than this share, however faint; grain and the paper's own
/// shade are less.
constexpr double least_ink = 0.024;
/// So many dark pixels of a page this size are fewer than twelve letters have.
constexpr int bare_side = 1000;
constexpr int fewest_dark = 40;

cv::Matx33d scaling(double factor) { return {factor, 0, 0, 0, factor, 0, 0, 0, 1}; }

/// Corners in the order top left, top right, bottom right, bottom left.
std::vector<cv::Point2f> ordered(const std::vector<cv::Point> &corners, double factor) {
    std::vector<cv::Point2f> result(4);
    auto sum = [](const cv::Point &p) { return p.x + p.y; };
    auto difference = [](const cv::Point &p) { return p.x - p.y; };
    auto by = [&](auto key, bool largest) {
        auto found = std::max_element(corners.begin(), corners.end(), [&](auto a, auto b) {
            return largest ? key(a) < key(b) : key(a) > key(b);
        });
        return cv::Point2f(found->x * factor, found->y * factor);
    };
    result[0] = by(sum, false);
    result[1] = by(difference, true);
    result[2] = by(sum, true);
    result[3] = by(difference, false);
    return result;
}

/// Looks for one bright sheet on a darker ground. Empty when the page fills the picture, as a
/// scan does, or when no clean four-sided sheet stands out.
std::vector<cv::Point2f> find_paper(const cv::Mat &grey) {
    double factor = std::max(1.0, std::max(grey.cols, grey.rows) / 640.0);
    cv::Mat small, mask;
    cv::resize(grey, small, cv::Size(), 1 / factor, 1 / factor, cv::INTER_AREA);
    cv::GaussianBlur(small, small, cv::Size(9, 9), 0);
    cv::threshold(small, mask, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    cv::morphologyEx(
        mask, mask, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {15, 15}));
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(mask, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    double best = 0;
    std::vector<cv::Point> sheet;
    for (const auto &contour : contours) {
        double area = cv::contourArea(contour);
        if (area > best) { best = area; sheet = contour; }
    }
    double whole = static_cast<double>(small.total());
    if (best < 0.15 * whole || best > 0.92 * whole) return {};
    std::vector<cv::Point> hull, corners;
    cv::convexHull(sheet, hull);
    cv::approxPolyDP(hull, corners, 0.03 * cv::arcLength(hull, true), true);
    if (corners.size() != 4 || !cv::isContourConvex(corners)) return {};
    // A sheet fills its own outline; a bright patch of a table does not.
    if (best < 0.85 * cv::contourArea(corners)) return {};
    cv::Mat inside = cv::Mat::zeros(small.size(), CV_8U);
    cv::fillConvexPoly(inside, corners, 255);
    double paper = cv::mean(small, inside)[0];
    double ground = cv::mean(small, ~inside)[0];
    if (paper - ground < 35) return {};
    return ordered(corners, factor);
}

cv::Mat cut_out(const cv::Mat &grey, const std::vector<cv::Point2f> &corners, cv::Matx33d &to) {
    auto side = [&](int a, int b) { return cv::norm(corners[a] - corners[b]); };
    float width = static_cast<float>(std::max(side(0, 1), side(3, 2)));
    float height = static_cast<float>(std::max(side(0, 3), side(1, 2)));
    std::vector<cv::Point2f> target = {{0, 0}, {width, 0}, {width, height}, {0, height}};
    cv::Mat warp = cv::getPerspectiveTransform(corners, target);
    cv::Mat paper;
    cv::warpPerspective(
        grey, paper, warp, cv::Size(std::lround(width), std::lround(height)), cv::INTER_CUBIC,
        cv::BORDER_REPLICATE);
    to = cv::Matx33d(warp.ptr<double>());
    return paper;
}

/// The brightness of the bare paper at every place, a small picture.
cv::Mat ground_of(const cv::Mat &grey) {
    double factor = std::max(1.0, std::max(grey.cols, grey.rows) / 500.0);
    cv::Mat small, ground;
    cv::resize(grey, small, cv::Size(), 1 / factor, 1 / factor, cv::INTER_AREA);
    cv::dilate(small, ground, cv::getStructuringElement(cv::MORPH_ELLIPSE, {9, 9}));
    cv::medianBlur(ground, ground, 15);
    return ground;
}

bool is_evenly_lit(const cv::Mat &ground) {
    std::vector<uint8_t> levels(ground.begin<uint8_t>(), ground.end<uint8_t>());
    auto at = [&](double share) {
        auto place = levels.begin() + static_cast<long>(share * (levels.size() - 1));
        std::nth_element(levels.begin(), place, levels.end());
        return static_cast<double>(*place);
    };
    double dark = at(0.05), bright = at(0.95);
    return dark > even_light * bright;
}

/// Divides by the paper's own brightness, so that shadows and yellowed edges become white.
cv::Mat flatten_light(const cv::Mat &grey, const cv::Mat &ground) {
    cv::Mat whole, flat;
    cv::resize(ground, whole, grey.size(), 0, 0, cv::INTER_LINEAR);
    cv::divide(grey, whole, flat, 250);
    return flat;
}

cv::Mat ink_of(const cv::Mat &flat) {
    cv::Mat ink;
    cv::threshold(flat, ink, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
    return ink;
}

/// How sharply the ink gathers in rows when the page is turned by `degrees`.
double row_contrast(const cv::Mat &ink, double degrees) {
    cv::Point2f centre(ink.cols / 2.0f, ink.rows / 2.0f);
    cv::Mat straight, rows;
    cv::warpAffine(
        ink, straight, cv::getRotationMatrix2D(centre, degrees, 1), ink.size(), cv::INTER_LINEAR);
    cv::reduce(straight, rows, 1, cv::REDUCE_AVG, CV_64F);
    double contrast = 0;
    for (int row = 1; row < rows.rows; row++) {
        double step = rows.at<double>(row) - rows.at<double>(row - 1);
        contrast += step * step;
    }
    return contrast;
}

/// The turn, in degrees, that sets the lines of print level; within 12 degrees either way.
double skew_of(const cv::Mat &flat) {
    double factor = std::max(1.0, std::max(flat.cols, flat.rows) / 900.0);
    cv::Mat small;
    cv::resize(flat, small, cv::Size(), 1 / factor, 1 / factor, cv::INTER_AREA);
    cv::Mat ink = ink_of(small);
    double best = 0, most = row_contrast(ink, 0) * 1.02;
    auto sweep = [&](double from, double to, double step) {
        for (double degrees = from; degrees <= to + 1e-9; degrees += step) {
            double contrast = row_contrast(ink, degrees);
            if (contrast > most) { most = contrast; best = degrees; }
        }
    };
    sweep(-12, 12, 1);
    double coarse = best;
    sweep(coarse - 0.75, coarse + 0.75, 0.25);
    return best;
}

/// The median height of what looks like a letter, in pixels; 0 when too little does.
double letter_height_of(const cv::Mat &flat) {
    cv::Mat labels, statistics, centres;
    int count = cv::connectedComponentsWithStats(ink_of(flat), labels, statistics, centres, 8);
    std::vector<int> heights;
    for (int index = 1; index < count; index++) {
        int width = statistics.at<int>(index, cv::CC_STAT_WIDTH);
        int height = statistics.at<int>(index, cv::CC_STAT_HEIGHT);
        int area = statistics.at<int>(index, cv::CC_STAT_AREA);
        bool letter = height >= 5 && height < flat.rows / 12 && width >= 2 && width < 4 * height
            && height < 8 * width && area * 12 > width * height;
        if (letter) heights.push_back(height);
    }
    if (heights.size() < 20) return 0;
    // Dots and commas pull the median down; the upper third is where capitals and figures lie.
    auto place = heights.begin() + static_cast<long>(heights.size() * 65 / 100);
    std::nth_element(heights.begin(), place, heights.end());
    return *place;
}

/// One resampling does turning and scaling together, so that letters are blurred only once.
Prepared resampled(const cv::Mat &page, double degrees, double factor, const cv::Matx33d &to) {
    cv::Point2f centre(page.cols / 2.0f, page.rows / 2.0f);
    cv::Mat turn = cv::getRotationMatrix2D(centre, degrees, 1);
    cv::Matx33d straight(
        turn.at<double>(0, 0), turn.at<double>(0, 1), turn.at<double>(0, 2),
        turn.at<double>(1, 0), turn.at<double>(1, 1), turn.at<double>(1, 2), 0, 0, 1);
    cv::Matx33d last = scaling(factor) * straight;
    cv::Size size(std::lround(page.cols * factor), std::lround(page.rows * factor));
    cv::Mat ready;
    if (factor < 0.8) {
        // Shrinking must average; a cubic at this factor would skip thin strokes.
        cv::Mat upright = page;
        if (degrees != 0)
            cv::warpAffine(
                page, upright, turn, page.size(), cv::INTER_CUBIC, cv::BORDER_CONSTANT, 255);
        cv::resize(upright, ready, size, 0, 0, cv::INTER_AREA);
    } else {
        cv::Mat affine = cv::Mat(last).rowRange(0, 2).clone();
        cv::warpAffine(page, ready, affine, size, cv::INTER_CUBIC, cv::BORDER_CONSTANT, 255);
    }
    return {ready, (last * to).inv()};
}

}  // namespace

Sheet sheet_of(const cv::Mat &picture) {
    double whole = static_cast<double>(picture.total());
    double factor = std::min(1.0, std::sqrt(sheet_pixel_limit / whole));
    cv::Mat fit = picture;
    if (factor < 1) cv::resize(picture, fit, cv::Size(), factor, factor, cv::INTER_AREA);
    Sheet sheet{fit, {}, cv::Matx33d::eye(), 0, 0};
    auto corners = find_paper(fit);
    if (!corners.empty()) sheet.grey = cut_out(fit, corners, sheet.to);
    sheet.to = sheet.to * scaling(factor);
    cv::Mat ground = ground_of(sheet.grey);
    sheet.flat = flatten_light(sheet.grey, ground);
    if (!corners.empty() || !is_evenly_lit(ground)) sheet.grey = sheet.flat;
    sheet.degrees = skew_of(sheet.flat);
    sheet.letter_height = letter_height_of(sheet.flat);
    return sheet;
}

bool is_bare(const Sheet &sheet) {
    double factor = std::min(
        1.0, bare_side / static_cast<double>(std::max(sheet.flat.cols, sheet.flat.rows)));
    cv::Mat small;
    cv::resize(sheet.flat, small, cv::Size(), factor, factor, cv::INTER_AREA);
    double darkest, brightest;
    cv::minMaxLoc(small, &darkest, &brightest);
    if (brightest - darkest <= least_ink * 255) return true;
    return cv::countNonZero(small < 250 * (1 - least_ink)) < fewest_dark;
}

Prepared prepare(const Sheet &sheet, Manner manner) {
    bool is_plain = manner == Manner::plain;
    double degrees = is_plain && std::abs(sheet.degrees) < slight_tilt ? 0 : sheet.degrees;
    double target = is_plain ? plain_letter_height : flattened_letter_height;
    // Where no letters can be measured there are few or none, and no pixels worth as much time.
    double side = std::max(sheet.grey.cols, sheet.grey.rows);
    double factor = sheet.letter_height > 0 ? target / sheet.letter_height
                                            : std::min(1.0, target * letters_of_a_side / side);
    factor = std::min(std::max(factor, 0.35), largest_enlargement);
    double pixels = static_cast<double>(sheet.grey.total());
    factor = std::min(factor, std::sqrt(prepared_pixel_limit / pixels));
    return resampled(is_plain ? sheet.grey : sheet.flat, degrees, factor, sheet.to);
}

Prepared level(const Sheet &sheet, double target, double scale) {
    double side = std::max(sheet.flat.cols, sheet.flat.rows);
    double height = sheet.letter_height > 0 ? sheet.letter_height : side / letters_of_a_side;
    double factor = std::min(target / height * scale, largest_enlargement);
    double pixels = static_cast<double>(sheet.flat.total());
    factor = std::min(factor, std::sqrt(level_pixel_limit / pixels));
    Prepared result = resampled(sheet.flat, sheet.degrees, factor, cv::Matx33d::eye());
    result.grey = 255 - result.grey;
    return result;
}

Prepared turned(const Prepared &page, int quarter_turns) {
    double width = page.grey.cols, height = page.grey.rows;
    // Not a copy of `page`: its pixels would be shared, and turned in place.
    Prepared result{cv::Mat(), page.back};
    switch (quarter_turns % 4) {
        case 1:
            cv::rotate(page.grey, result.grey, cv::ROTATE_90_CLOCKWISE);
            result.back = page.back * cv::Matx33d(0, 1, 0, -1, 0, height, 0, 0, 1);
            break;
        case 2:
            cv::rotate(page.grey, result.grey, cv::ROTATE_180);
            result.back = page.back * cv::Matx33d(-1, 0, width, 0, -1, height, 0, 0, 1);
            break;
        case 3:
            cv::rotate(page.grey, result.grey, cv::ROTATE_90_COUNTERCLOCKWISE);
            result.back = page.back * cv::Matx33d(0, -1, width, 1, 0, 0, 0, 0, 1);
            break;
        default: result.grey = page.grey; break;
    }
    return result;
}

}  // namespace vision
