import { Button } from "../../components/Button";
import { ProblemNotice } from "../../components/Notice";
import { Loaded, Section } from "../../components/Page";
import { ask, to } from "../../lib/api/operations";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { invalidate, useResource } from "../../lib/resource";

/** Where one is signed in, and a way to end it from here. */
export function Devices() {
  const { t, instant } = useWords();
  const devices = useResource(ask("device.list"));
  const revoke = useCommand();
  const end = async (id: string) => {
    if (await revoke.perform(to("device.revoke", { id }))) invalidate("/api/devices");
  };
  return (
    <Section title={t("settings.devices")}>
      {revoke.problem && <ProblemNotice problem={revoke.problem} />}
      <Loaded from={devices} rows={2}>
        {({ items }) => (
          <ul className="ruled">
            {items.map((device) => (
              <li key={device.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
                <span className="min-w-0">
                  <bdi className="block font-semibold">{device.name}</bdi>
                  <span className="text-small text-soft">
                    {device.is_this ? t("settings.this_device") : t("settings.seen", { at: instant(device.seen_at) })}
                  </span>
                </span>
                {!device.is_this && (
                  <Button weight="danger" busy={revoke.busy} onClick={() => void end(device.id)}>{t("settings.end_device")}</Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}
