import { ButtonLink } from "../../components/Button";
import { Icon } from "../../components/Icon";
import type { IconName } from "../../components/Icon";
import { Notice } from "../../components/Notice";
import { useWords } from "../../lib/language";
import type { MessageKey } from "../../lib/language";

const steps: { icon: IconName; title: MessageKey; text: MessageKey }[] = [
  { icon: "camera", title: "welcome.capture", text: "welcome.capture_text" },
  { icon: "check", title: "welcome.accept", text: "welcome.accept_text" },
  { icon: "shield", title: "welcome.prove", text: "welcome.prove_text" },
];

/** The first page: what this is, in ten seconds, with a picture of one paper's way. */
export function Welcome({ returning }: { returning: boolean }) {
  const { t } = useWords();
  return (
    <div className="grid gap-8 desk:grid-cols-[minmax(0,1fr)_400px] desk:gap-16 desk:py-8">
      <div>
        {returning && <div className="mb-6"><Notice signal="plain" title={t("sign_in.needed")} /></div>}
        <h1 className="max-w-[560px]">{t("welcome.title")}</h1>
        <p className="mt-3 max-w-[560px] text-lead text-soft">{t("welcome.lead")}</p>
        <div className="mt-6 flex flex-wrap gap-3">
          <ButtonLink href="/sign-in" weight="main">{t("sign_in.action")}</ButtonLink>
          <ButtonLink href="/register">{t("register.action")}</ButtonLink>
          <ButtonLink href="/verify" weight="quiet" icon="shield">{t("welcome.verify")}</ButtonLink>
        </div>
        <ol className="ruled mt-8 max-w-[560px]">
          {steps.map((step) => (
            <li key={step.title} className="flex gap-4 py-4">
              <span className="pt-0.5 text-accent"><Icon name={step.icon} size={24} /></span>
              <div>
                <h2>{t(step.title)}</h2>
                <p className="text-soft">{t(step.text)}</p>
              </div>
            </li>
          ))}
        </ol>
        <p className="mt-4 max-w-[560px] text-soft">{t("welcome.free")}</p>
      </div>
      <PaperAndProof />
    </div>
  );
}

/** A receipt becomes a line of a balanced book, drawn in the colours of the theme. */
function PaperAndProof() {
  const { t } = useWords();
  return (
    <figure className="mx-auto w-full max-w-[400px] self-center" role="img" aria-label={t("welcome.picture")}>
      <svg viewBox="0 0 400 420" className="w-full" fill="none" aria-hidden="true">
        <path
          d="M40 16h180v236l-15-10-15 10-15-10-15 10-15-10-15 10-15-10-15 10-15-10-15 10-15-10-15 10z"
          className="fill-sheet stroke-edge" strokeWidth="1.5"
        />
        <g className="stroke-rule" strokeWidth="6" strokeLinecap="round">
          <path d="M64 92h88M64 116h64M64 140h76M64 164h56M184 92h14M180 116h18M184 140h14M176 164h22" />
        </g>
        <path d="M64 48h100" className="stroke-ink" strokeWidth="8" strokeLinecap="round" />
        <path d="M64 66h60" className="stroke-rule" strokeWidth="6" strokeLinecap="round" />
        <path d="M64 200h40M160 200h38" className="stroke-ink" strokeWidth="8" strokeLinecap="round" />
        <rect x="150" y="186" width="58" height="28" rx="4" className="stroke-accent" strokeWidth="2.5" />
        <path d="M208 200h44v76" className="stroke-accent" strokeWidth="2.5" strokeDasharray="5 5" />
        <path d="M245 266l7 11 7-11" className="stroke-accent" strokeWidth="2.5" />
        <path d="M120 288h256M120 320h256M120 352h256M120 384h256" className="stroke-rule" strokeWidth="1.5" />
        <path d="M256 288v96M320 288v96" className="stroke-rule" strokeWidth="1.5" />
        <g strokeWidth="7" strokeLinecap="round">
          <path d="M132 304h72M132 336h56M132 368h40" className="stroke-edge" />
          <path d="M274 304h34M338 336h30" className="stroke-ink" />
          <path d="M274 368h34M338 368h30" className="stroke-accent" />
        </g>
        <path d="M266 378h46M330 378h42M266 382h46M330 382h42" className="stroke-accent" strokeWidth="1.5" />
        <circle cx="64" cy="336" r="34" className="fill-accent-wash stroke-accent" strokeWidth="2.5" />
        <path d="M48 337l11 11 21-24" className="stroke-accent" strokeWidth="5" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </figure>
  );
}
