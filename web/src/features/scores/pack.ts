import { get } from "../../lib/api/client";
import { ask } from "../../lib/api/operations";
import type { Reply } from "../../lib/api/operations";
import type { ScoreRecord } from "../../lib/api/types";
import { fromBase64URL } from "../../lib/core/core";
import { scoreHere } from "../../lib/core/scoring";
import type { DeviceScore, ScoreRequest } from "../../lib/core/scoring";
import { core, verifyBundle } from "../../lib/core/verification";
import { rememberIssuers, trustedIssuers } from "../../lib/issuers";
import { local } from "../../lib/local";

type Pack = Reply<"score.pack">;

interface Content extends ScoreRequest {
  entity: ScoreRecord["entity"];
  score_id: string;
  model_id: string;
  as_of: string;
  model_name: string;
  model_sha256: string;
  snapshot_sha256: string;
}

/** A pack that was opened: verified first, then scored again on this device. */
export interface OpenedPack {
  record: ScoreRecord;
  /** RFC 3339: until when the issuer stood by it. */
  vouchedAt: string | null;
  isStale: boolean;
}

/** A status older than this is called old. */
const maximumStatusAge = 30 * 86_400;

const key = (id: string) => `pack:${id}`;

/** Fetches the pack and keeps it on this device until sign-out. */
export async function takeAlong(id: string, language: ScoreRecord["language"]): Promise<void> {
  const pack = await get(ask("score.pack", { entity_id: id, language }));
  await rememberIssuers();
  await local.put("replies", { path: key(id), value: pack, at: Date.now() });
}

export async function packOf(id: string): Promise<Pack | null> {
  const kept = await local.get<{ value: Pack }>("replies", key(id));
  return kept?.value ?? null;
}

/** Throws the verdict's word when the pack is not what somebody trusted has signed of this one. */
export async function openPack(id: string, pack: Pack): Promise<OpenedPack> {
  const bytes = fromBase64URL(pack.pack);
  const proof = await verifyBundle(fromBase64URL(pack.proof), {
    trustedIssuers: trustedIssuers(), now: new Date().toISOString(), maximumStatusAge,
  });
  if (proof.verdict !== "valid" && proof.verdict !== "stale") throw new PackRefusal(proof.verdict);
  if (proof.statement?.kind !== "score.pack") throw new PackRefusal("tampered");
  if (proof.statement.content_sha256 !== (await core()).sha256(bytes)) throw new PackRefusal("tampered");
  const content = JSON.parse(new TextDecoder().decode(bytes)) as Content;
  if (content.entity.id !== id || content.score_id !== pack.score_id) throw new PackRefusal("tampered");
  return {
    record: recordOf(content, await scoreHere(content)),
    vouchedAt: proof.status_as_of ?? null,
    isStale: proof.verdict === "stale",
  };
}

export class PackRefusal extends Error {
  constructor(readonly verdict: string) {
    super(verdict);
  }
}

/** The device's answer in the shape of the server's record, so that one page shows both. */
function recordOf(content: Content, said: DeviceScore): ScoreRecord {
  const words = new Map(said.texts.features.map((feature) => [feature.name, feature]));
  const silent = said.abstained !== null;
  return {
    id: content.score_id, entity: content.entity, purpose: "live",
    model: { id: content.model_id, sha256: content.model_sha256, name: content.model_name },
    as_of: content.as_of, known_at: `${content.as_of}T00:00:00Z`, made_at: new Date().toISOString(),
    snapshot_sha256: content.snapshot_sha256, coverage: said.coverage,
    language: content.language as ScoreRecord["language"],
    ...(silent
      ? { abstained: said.abstained ?? undefined, abstained_text: said.texts.abstained ?? undefined }
      : {
        points: said.points, evidence_points: said.evidence_points, band: said.band,
        probability: said.probability, base_points: said.base_points,
        probability_low: said.probability_low ?? undefined, probability_high: said.probability_high ?? undefined,
      }),
    contributions: silent ? [] : said.contributions.map((part) => ({
      ...part, label: words.get(part.feature)?.label ?? part.feature, shown: words.get(part.feature)?.shown ?? "",
    })),
    reasons: silent ? [] : said.reasons.map((reason, place) => ({
      feature: reason.feature, points: reason.points, text: said.texts.reasons[place],
    })),
    actions: silent ? [] : said.actions.map((action, place) => ({
      ...action, from: action.from ?? undefined, text: said.texts.actions[place],
    })),
    features: content.features.map((feature) => ({
      ...feature, value: feature.value ?? undefined,
      label: words.get(feature.name)?.label ?? feature.name, shown: words.get(feature.name)?.shown ?? "",
    })),
  };
}
