import type { Day } from "../day";
import type { Money } from "../money";

export type { Money, Day };
export type Instant = string;

export interface Organisation {
  id: string;
  name: string;
  kind: string;
  base_currency: string;
  country?: string | null;
}

export interface Membership {
  organisation: Organisation;
  role: string;
}

export interface User {
  id: string;
  name: string;
  email: string;
  language?: string | null;
}

export interface Identity {
  user: User;
  organisation: Organisation;
  role: string;
  memberships: Membership[];
  permissions: string[];
  has_totp: boolean;
}

export interface Attention {
  kind: string;
  subject: { kind: string; id: string };
  /** Whose matter it is, by name. */
  party?: string | null;
  number?: string | null;
  amount?: Money | null;
  day?: Day | null;
  /** How many days late it is, or how many are left. */
  days?: number | null;
  /** How many days after the due day this buyer usually pays. */
  usual_delay?: number | null;
}

export interface Home {
  attention: Attention[];
  cash: Money[];
  receivable: Money[];
  payable: Money[];
  papers_waiting: number;
}

export interface Party {
  id: string;
  name: string;
  is_customer: boolean;
  is_supplier: boolean;
  tax_number?: string | null;
  email?: string | null;
  phone?: string | null;
  address?: string | null;
}

export interface Account {
  id: string;
  code: string;
  name: string;
  kind: "asset" | "liability" | "equity" | "income" | "expense";
  role?: string | null;
  /** Debits less credits, by currency. */
  balances: Money[];
}

/** An account that money can be paid from or into. */
export function isPurse(account: Account): boolean {
  return account.role === "cash" || account.role === "bank" || account.role === "mobile_money";
}

export type PaperState = "queued" | "reading" | "to_review" | "accepted" | "rejected" | "failed";

export interface ReadField {
  value: string | null;
  confidence: number;
  box?: [number, number, number, number] | null;
  page?: number | null;
  source?: string | null;
}

export interface ReadLine {
  description?: string | null;
  quantity?: string | null;
  unit_price?: string | null;
  amount?: string | null;
}

export interface Reading {
  fields: Record<string, ReadField>;
  lines: ReadLine[];
  warnings: { code: string; message: string; field?: string | null }[];
  pages?: { page: number; width: number; height: number }[];
}

export interface Paper {
  id: string;
  state: PaperState;
  file_name?: string | null;
  media_type: string;
  size: number;
  sha256: string;
  pages?: number | null;
  width?: number | null;
  height?: number | null;
  reading?: Reading | null;
  failure?: { code: string; detail: string } | null;
  duplicate_of?: string | null;
  document_id?: string | null;
  created_at: Instant;
}

export interface Job {
  id: string;
  kind: string;
  state: string;
  run_at: Instant;
  attempts: number;
  attempt_limit: number;
  error?: string | null;
  created_at: Instant;
  ended_at?: Instant | null;
}

export interface AuditRecord {
  id: string;
  command: string;
  subject?: { kind: string; id: string } | null;
  user?: { id: string; name: string } | null;
  before?: unknown;
  after?: unknown;
  reason?: string | null;
  at: Instant;
}

export interface Approval {
  id: string;
  command: string;
  payload: unknown;
  maker: { id: string; name: string };
  made_at: Instant;
  expires_at: Instant;
  state: string;
}

export interface Device {
  id: string;
  name: string;
  created_at: Instant;
  seen_at: Instant;
  is_this: boolean;
}

export interface Member {
  user_id: string;
  name: string;
  email: string;
  role: string;
  amount_limit?: Money | null;
  ended_at?: Instant | null;
  can_sign_in: boolean;
}
