import { createContext, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { get, onSignedOut, Problem, send, Unreachable } from "./api/client";
import { ask, to } from "./api/operations";
import type { Body } from "./api/operations";
import type { Identity } from "./api/types";
import { countDaysIn } from "./day";
import { forgetDrafts } from "./draft";
import { forgetReplies, invalidate } from "./resource";

interface Session {
  /** Who is signed in, also while the network is away; null when nobody is. */
  identity: Identity | null;
  signIn: (email: string, password: string, code?: string) => Promise<void>;
  register: (form: Registration) => Promise<void>;
  signOut: () => Promise<void>;
  switchTo: (organisation: string) => Promise<void>;
  refresh: () => Promise<void>;
  may: (action: string) => boolean;
}

export type Registration = Body<"auth.register">;

const storageKey = "identity";
const SessionContext = createContext<Session | null>(null);

/** The name and rights only: the tokens are cookies that no script can read. */
function remembered(): Identity | null {
  const text = localStorage.getItem(storageKey);
  return text === null ? null : (JSON.parse(text) as Identity);
}

/** From here on days are counted where the organisation is. */
function counted(identity: Identity | null): Identity | null {
  countDaysIn(identity?.organisation.time_zone);
  return identity;
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const [identity, setIdentity] = useState<Identity | null>(() => counted(remembered()));

  const forget = useCallback(() => {
    localStorage.removeItem(storageKey);
    setIdentity(counted(null));
    void forgetReplies();
  }, []);

  const refresh = useCallback(async () => {
    const me = await get(ask("user.me"));
    localStorage.setItem(storageKey, JSON.stringify(me));
    setIdentity(counted(me));
  }, []);

  useEffect(() => onSignedOut(forget), [forget]);

  useEffect(() => {
    if (remembered() === null) return;
    refresh().catch((error: unknown) => {
      if (error instanceof Problem && error.status === 401) forget();
      else if (!(error instanceof Problem) && !(error instanceof Unreachable)) throw error;
    });
  }, [refresh, forget]);

  const session = useMemo<Session>(() => ({
    identity,
    refresh,
    signIn: async (email, password, code) => {
      await send(to("auth.login"), { email, password, ...(code ? { code } : {}) });
      await refresh();
    },
    register: async (form) => {
      await send(to("auth.register"), form);
      await refresh();
    },
    signOut: async () => {
      try {
        await send(to("auth.logout"), undefined);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
      }
      forgetDrafts();
      forget();
    },
    switchTo: async (organisation) => {
      await send(to("auth.organisation"), { organisation_id: organisation });
      await forgetReplies();
      await refresh();
      invalidate("/api/");
    },
    may: (action) => identity?.permissions.includes(action) ?? false,
  }), [identity, refresh, forget]);

  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession needs a SessionProvider above it.");
  return session;
}

/** Who is signed in, on pages that nobody sees signed out. */
export function useIdentity(): Identity {
  const { identity } = useSession();
  if (!identity) throw new Error("This page is only shown to someone who is signed in.");
  return identity;
}
