export * from "./codes";
export * from "./core";
export * from "./reading";
export * from "./verification";
