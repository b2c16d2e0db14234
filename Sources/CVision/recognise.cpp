#include "page.hpp"
#include "picture.hpp"
#include <algorithm>
#include <cmath>
#include <leptonica/allheaders.h>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <tesseract/baseapi.h>

struct vision_engine {
    tesseract::TessBaseAPI tesseract;
};

namespace vision {
namespace {

/// Print below this mean confidence is probably lying on its side or upside down.
constexpr double upright_confidence = 0.55;

cv::Rect to_original(const cv::Rect &box, const Prepared &page, const cv::Size &limit) {
    std::vector<cv::Point2d> corners = {
        {double(box.x), double(box.y)}, {double(box.x + box.width), double(box.y)},
        {double(box.x), double(box.y + box.height)},
        {double(box.x + box.width), double(box.y + box.height)}};
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (const auto &corner : corners) {
        cv::Vec3d point = page.back * cv::Vec3d(corner.x, corner.y, 1);
        left = std::min(left, point[0] / point[2]);
        right = std::max(right, point[0] / point[2]);
        top = std::min(top, point[1] / point[2]);
        bottom = std::max(bottom, point[1] / point[2]);
    }
    cv::Rect found(
        cv::Point(int(std::floor(left)), int(std::floor(top))),
        cv::Point(int(std::ceil(right)), int(std::ceil(bottom))));
    return found & cv::Rect(cv::Point(0, 0), limit);
}

std::vector<Recognised> recognise(
    tesseract::TessBaseAPI &engine, const Prepared &page, const cv::Size &limit) {
    engine.SetImage(
        page.grey.data, page.grey.cols, page.grey.rows, 1, static_cast<int>(page.grey.step));
    engine.SetSourceResolution(300);
    std::vector<Recognised> words;
    if (engine.Recognize(nullptr) != 0) throw Refusal{VISION_FAILED, "Tesseract gave up"};
    std::unique_ptr<tesseract::ResultIterator> place(engine.GetIterator());
    if (!place) return words;
    int line = -1, block = -1;
    do {
        if (place->IsAtBeginningOf(tesseract::RIL_BLOCK)) block++;
        if (place->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) line++;
        std::unique_ptr<char[]> text(place->GetUTF8Text(tesseract::RIL_WORD));
        int left, top, right, bottom;
        if (!text || !place->BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom))
            continue;
        std::string value(text.get());
        if (value.find_first_not_of(" \t\n") == std::string::npos) continue;
        cv::Rect box = to_original(cv::Rect(left, top, right - left, bottom - top), page, limit);
        if (box.empty()) continue;
        float confidence = place->Confidence(tesseract::RIL_WORD) / 100.0f;
        words.push_back({value, box, confidence, std::max(line, 0), std::max(block, 0), 0});
    } while (place->Next(tesseract::RIL_WORD));
    engine.Clear();
    return words;
}

/// Confidence weighed by letters: short specks of noise count little.
double mean_confidence(const std::vector<Recognised> &words) {
    double sum = 0, letters = 0;
    for (const auto &word : words) {
        sum += word.confidence * static_cast<double>(word.text.size());
        letters += static_cast<double>(word.text.size());
    }
    return letters > 0 ? sum / letters : 0;
}

/// Reads the page as it lies and, when hardly a word is sure, turned; `turns` tells how it lay.
std::vector<Recognised> best_direction(
    tesseract::TessBaseAPI &engine, const Prepared &page, const cv::Size &limit,
    int32_t &turns) {
    auto best = recognise(engine, page, limit);
    double most = mean_confidence(best);
    turns = 0;
    for (int other_turns : {2, 1, 3}) {
        if (most >= upright_confidence) break;
        auto other = recognise(engine, turned(page, other_turns), limit);
        double confidence = mean_confidence(other);
        if (confidence > most + 0.1) {
            most = confidence;
            best = std::move(other);
            turns = other_turns;
        }
    }
    return best;
}

/// Where a box lies when the picture is turned clockwise by quarter turns.
cv::Rect turned(const cv::Rect &box, const cv::Size &size, int quarter_turns) {
    switch (quarter_turns) {
        case 1: return {size.height - box.y - box.height, box.x, box.height, box.width};
        case 2:
            return {
                size.width - box.x - box.width, size.height - box.y - box.height, box.width,
                box.height};
        case 3: return {box.y, size.width - box.x - box.width, box.height, box.width};
        default: return box;
    }
}

/// One or two readings of one page; see `vision_page_recognise`.
void read_page(tesseract::TessBaseAPI &engine, vision_page &page, bool twice) {
    cv::Size size = page.original.size();
    Sheet sheet = page.quarter_turns == 0 ? page.sheet : sheet_of(page.original);
    engine.SetPageSegMode(tesseract::PSM_SINGLE_BLOCK);
    page.words = best_direction(engine, prepare(sheet, Manner::plain), size, page.quarter_turns);
    if (twice) {
        engine.SetPageSegMode(tesseract::PSM_SINGLE_COLUMN);
        Prepared flattened = turned(prepare(sheet, Manner::flattened), page.quarter_turns);
        for (auto &word : recognise(engine, flattened, size)) {
            word.reading = 1;
            page.words.push_back(std::move(word));
        }
    }
    for (auto &word : page.words) word.box = turned(word.box, size, page.quarter_turns);
}

}  // namespace
}  // namespace vision

vision_engine *vision_engine_open(const char *languages, vision_outcome *outcome) {
    return vision::guarded(outcome, [&]() -> vision_engine * {
        auto engine = std::make_unique<vision_engine>();
        if (engine->tesseract.Init(nullptr, languages, tesseract::OEM_LSTM_ONLY) != 0)
            throw vision::Refusal{
                VISION_ENGINE_MISSING,
                std::string("Tesseract has no language files for ") + languages};
        engine->tesseract.SetVariable("debug_file", "/dev/null");
        // Leptonica complains on standard error about every empty box that Tesseract asks for.
        setMsgSeverity(L_SEVERITY_NONE);
        return engine.release();
    });
}

void vision_engine_close(vision_engine *engine) { delete engine; }

bool vision_page_recognise(
    vision_page *page, vision_engine *engine, bool twice, vision_outcome *outcome) {
    return vision::guarded(outcome, [&] {
        vision::read_page(engine->tesseract, *page, twice);
        page->upright = vision::upright(page->original, page->quarter_turns);
        return true;
    });
}

bool vision_page_recognise_strip(
    vision_page *page, vision_engine *engine, vision_strip strip, int32_t rows, double margin,
    vision_outcome *outcome) {
    return vision::guarded(outcome, [&] {
        page->words.clear();
        cv::Mat grey = vision::cut(page->sheet.grey, strip, rows, margin);
        if (grey.empty()) return true;
        // Tesseract wants some paper around the print.
        int air = rows / 4;
        cv::copyMakeBorder(grey, grey, air, air, air, air, cv::BORDER_REPLICATE);
        cv::Matx33d back(1, 0, -air, 0, 1, -air, 0, 0, 1);
        engine->tesseract.SetPageSegMode(tesseract::PSM_SINGLE_LINE);
        page->words = vision::recognise(engine->tesseract, {grey, back}, grey.size());
        return true;
    });
}

size_t vision_page_word_count(const vision_page *page) { return page->words.size(); }

vision_word vision_page_word(const vision_page *page, size_t index) {
    const auto &word = page->words.at(index);
    return {
        word.text.c_str(), word.box.x, word.box.y, word.box.width, word.box.height,
        word.confidence, word.line, word.block, word.reading};
}
