import HtmlPlugin from "html-webpack-plugin";

export default {
  mode: "production",
  entry: "./main.js",
  output: { module: true },
  experiments: { outputModule: true },
  performance: { hints: false },
  plugins: [new HtmlPlugin({ template: "index.html", scriptLoading: "module" })],
};
