export * from "./codes";
export * from "./core";
export * from "./pictures";
export * from "./reading";
export * from "./verification";
