import { Link } from "../lib/router";
import { subjectPage } from "../lib/subjects";

/** What something is called, with the way to its page where it has one. */
export function SubjectName({ subject }: { subject: { id: string; kind: string; name: string } }) {
  const page = subjectPage(subject);
  const name = <bdi className="break-words">{subject.name}</bdi>;
  return page === undefined ? name : <Link href={page}>{name}</Link>;
}
