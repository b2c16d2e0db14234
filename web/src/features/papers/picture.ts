import type { Paper } from "../../lib/api/types";

/** The size of a page in the pixels that boxes are counted in. */
export function sizeOf(paper: Paper, page: number): { width: number; height: number } | null {
  const read = paper.reading?.pages?.find((other) => other.page === page);
  if (read) return { width: read.width, height: read.height };
  return paper.width && paper.height ? { width: paper.width, height: paper.height } : null;
}

export function pictureOf(paper: Paper, page: number): string {
  return `/api/papers/${paper.id}/picture?page=${page}`;
}
