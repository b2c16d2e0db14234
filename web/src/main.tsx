import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { registerServiceWorker } from "./app/update";
import { LanguageProvider, loadMessages, preferredLanguage } from "./lib/language";
import { direction } from "./lib/languages";
import { outbox } from "./lib/outbox";
import { SessionProvider } from "./lib/session";
import { applyTheme, chosenTheme } from "./lib/theme";

async function start(): Promise<void> {
  applyTheme(chosenTheme());
  const language = preferredLanguage();
  document.documentElement.lang = language;
  document.documentElement.dir = direction(language);
  const messages = await loadMessages(language);
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no element #root.");
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider initial={{ language, messages }}>
        <SessionProvider>
          <App />
        </SessionProvider>
      </LanguageProvider>
    </StrictMode>,
  );
  outbox.start();
  registerServiceWorker();
}

void start();
