// What `web/fluent.ts` makes of a catalogue.

declare module "*.ftl" {
  const messages: Record<string, (values: Record<string, unknown>) => string>;
  export default messages;
}
