import Insight
import Wire

extension CoreFunction {
    /// `{"pages":[{"width","height","words":[{"text","box":[x,y,w,h]}]}],"country","currency",
    /// "today"}` -> `kind`, `fields`, `lines` and `warnings`, as `commons read` prints them.
    static func writeReading(
        for request: JSONRequest, to writer: inout JSONWriter
    ) throws(CallRefusal) {
        var pages: [PageWords] = []
        for page in try request.required("pages").elements() {
            do throws(PageWordsError) {
                pages.append(try PageWords(page.value))
            } catch {
                throw CallRefusal("page_words", error.message, at: page.pointer)
            }
        }
        FieldExtraction.extract(from: pages, hints: try ExtractionHints(request))
            .writeMembers(to: &writer)
    }
}
