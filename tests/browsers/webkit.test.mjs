import { travel } from "./suite.mjs";

travel("webkit", () => import("./webkit.mjs"));
