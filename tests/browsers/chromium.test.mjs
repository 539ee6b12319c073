import { travel } from "./suite.mjs";

travel("chromium", () => import("./chromium.mjs"));
