import type {
  AccountItem, Currency, GetMeReply, HomeAttention, JobRecord, ListApprovalsItem, ListDevicesItem,
  Money, PaperField, PaperLine, PaperReading,
} from "../../../generated/api";

/** Names that pages use for what `generated/api.ts` describes; no shape is written by hand. */
export type {
  AuditRecord, Currency, FairnessReport, Home, Member, ModelCheck, ModelDetail, ModelRecord, Money,
  MonitoringReport, NoticeRecord, Paper, Party, PartyAccount, Payment, ScoredEntity, ScoreRecord,
} from "../../../generated/api";
export type Account = AccountItem;
export type Acknowledgement = import("../../../generated/api").Acknowledgement;
export type AcknowledgementQuestion = import("../../../generated/api").AcknowledgementQuestion;
export type Approval = ListApprovalsItem;
export type Attention = HomeAttention;
export type BuyerAnswer = import("../../../generated/api").BuyerAnswer;
export type Device = ListDevicesItem;
export type Identity = GetMeReply;
export type Duplicate = import("../../../generated/api").PaperDuplicate;
export type Evidence = import("../../../generated/api").Evidence;
export type Job = JobRecord;
export type PaperState = import("../../../generated/api").Paper["state"];
export type Template = import("../../../generated/api").PaperTemplate;
export type ReadField = PaperField;
export type ReadLine = PaperLine;
export type Reading = PaperReading;

/** An account that money can be paid from or into. */
export function isPurse(account: Account): boolean {
  return account.role === "cash" || account.role === "bank" || account.role === "mobile_money";
}

/** An amount as it is sent. Whether the typed currency exists is for the server to say. */
export function sentMoney(amount: string, currency: string): Money {
  return { amount, currency: sentCurrency(currency) };
}

export function sentCurrency(code: string): Currency {
  return code as Currency;
}
