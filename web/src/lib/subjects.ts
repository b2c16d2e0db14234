/** Things that have a page of their own, by what the API calls them. */
const pages: Record<string, string> = {
  document: "/documents/", model: "/models/", notice: "/notices/", paper: "/papers/", party: "/parties/", score: "/scores/",
};

/** The page of a thing; undefined where it has none. */
export function subjectPage({ kind, id }: { kind: string; id: string }): string | undefined {
  return pages[kind]?.concat(id);
}
