// What the file of settings is called.

export const SETTINGS_NAME = "nsg-what-if.yaml";
