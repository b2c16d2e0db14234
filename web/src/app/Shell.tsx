import type { ReactNode } from "react";
import { deskQuery, useMedia } from "../lib/media";
import { TabBar, TopBar } from "./FieldBars";
import { Notices, SkipLink } from "./Notices";
import { Shortcuts } from "./Shortcuts";
import { SideBar } from "./SideBar";

/**
 * What stands around every page: bars above and below on a narrow screen, one at the side on a wide
 * one. The page keeps its place among them, so that a phone that is turned loses nothing of what
 * was typed.
 */
export function Shell({ children }: { children: ReactNode }) {
  const desk = useMedia(deskQuery);
  return (
    <div className={desk ? "grid min-h-dvh grid-cols-[240px_minmax(0,1fr)] print:block" : undefined}>
      <SkipLink />
      {desk ? <SideBar /> : <TopBar />}
      <main id="main" className={desk ? "min-w-0 px-8 py-6" : "px-4 pt-4 pb-28"}>
        <Notices />
        {children}
      </main>
      {desk ? <Shortcuts /> : <TabBar />}
    </div>
  );
}
