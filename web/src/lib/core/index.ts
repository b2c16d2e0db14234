export * from "./core";
export * from "./verification";
