import type { Paper } from "../../lib/api/types";

export function pictureOf(paper: Paper, page: number): string {
  return `/api/papers/${paper.id}/picture?page=${page}`;
}
