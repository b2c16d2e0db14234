#include "CVision.h"

// The one loop in which the networks spend their time, for processors that multiply and add eight
// numbers at once. Sources/Insight/LineReader/Matrix.swift has the same loop for all others.

#if defined(__x86_64__)
#include <immintrin.h>

namespace {

constexpr int lanes = 8;

/// Rows of the source that one weight is used for while it is at hand.
constexpr int rows_at_once = 4;

struct Source {
    const float *rows[rows_at_once];
    intptr_t runs, run_stride, length;
};

/// Sums of four rows with one or two panels of eight outputs.
template <int panels>
__attribute__((target("avx2,fma"))) inline void sum(
    const Source &source, const float *const weights[panels], __m256 sums[panels][rows_at_once]) {
    intptr_t weight = 0;
    for (intptr_t run = 0; run < source.runs; run++) {
        const intptr_t start = run * source.run_stride;
        for (intptr_t place = start; place < start + source.length; place++, weight += lanes) {
            __m256 columns[panels];
            for (int panel = 0; panel < panels; panel++)
                columns[panel] = _mm256_loadu_ps(weights[panel] + weight);
            for (int row = 0; row < rows_at_once; row++) {
                const __m256 number = _mm256_broadcast_ss(source.rows[row] + place);
                for (int panel = 0; panel < panels; panel++)
                    sums[panel][row] = _mm256_fmadd_ps(columns[panel], number, sums[panel][row]);
            }
        }
    }
}

__attribute__((target("avx2,fma"))) inline void store(
    __m256 sum, float *target, intptr_t count, bool positive) {
    if (positive) sum = _mm256_max_ps(sum, _mm256_setzero_ps());
    if (count >= lanes) return _mm256_storeu_ps(target, sum);
    float values[lanes];
    _mm256_storeu_ps(values, sum);
    for (intptr_t lane = 0; lane < count; lane++) target[lane] = values[lane];
}

template <int panels>
__attribute__((target("avx2,fma"))) inline void panel_product(
    const vision_product_task &task, const Source &source, intptr_t row, intptr_t first) {
    const float *weights[panels];
    __m256 sums[panels][rows_at_once];
    for (int panel = 0; panel < panels; panel++) {
        weights[panel] = task.panels + (first + panel) * task.inputs * lanes;
        for (auto &sum : sums[panel]) sum = _mm256_loadu_ps(task.bias + (first + panel) * lanes);
    }
    sum<panels>(source, weights, sums);
    const intptr_t rows = task.rows - row < rows_at_once ? task.rows - row : rows_at_once;
    for (int panel = 0; panel < panels; panel++) {
        const intptr_t column = (first + panel) * lanes;
        for (intptr_t index = 0; index < rows; index++)
            store(
                sums[panel][index], task.result + (row + index) * task.result_stride + column,
                task.outputs - column, task.positive);
    }
}

}  // namespace

bool vision_product_available(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

__attribute__((target("avx2,fma"))) void vision_product(const vision_product_task *task) {
    const intptr_t panels = (task->outputs + lanes - 1) / lanes;
    for (intptr_t row = 0; row < task->rows; row += rows_at_once) {
        Source source{{}, task->runs, task->run_stride, task->inputs / task->runs};
        for (intptr_t index = 0; index < rows_at_once; index++) {
            // A short last group repeats its last row, and writes it once.
            const intptr_t taken = row + index < task->rows ? row + index : task->rows - 1;
            source.rows[index] = task->source + taken * task->row_stride;
        }
        intptr_t panel = 0;
        for (; panel + 1 < panels; panel += 2) panel_product<2>(*task, source, row, panel);
        if (panel < panels) panel_product<1>(*task, source, row, panel);
    }
}

#else

bool vision_product_available(void) { return false; }

void vision_product(const vision_product_task *) {}

#endif
