// What an agent can read: lessons, and where Azure departs from its documentation.

import { agreement, lessons } from "virtual:reading";

const MARKDOWN = "text/markdown";

/** Registers a resource for each lesson and for each entry of the catalogue. */
export function registerResources(server) {
  for (const { name, title, about, text } of lessons) register(server, `nsg-what-if://lessons/${name}`, { name: `lesson-${name}`, title, description: about, text });
  for (const { id, title, text } of agreement) register(server, `nsg-what-if://agreement/${id}`, { name: `agreement-${id}`, title, description: title, text });
}

function register(server, uri, { name, title, description, text }) {
  server.registerResource(name, uri, { title, description, mimeType: MARKDOWN }, () => ({ contents: [{ uri, mimeType: MARKDOWN, text }] }));
}
