import { travel } from "./suite.mjs";

travel("firefox", () => import("./firefox.mjs"));
