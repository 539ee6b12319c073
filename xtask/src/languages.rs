//! The languages of the page: a file of messages for each but English, which is in the modules, and the page's script once
//! more, for elements that speak different languages on one page.

use std::fs;

use anyhow::{Result, anyhow};
use text_catalogue::{CRATES, Catalogue, ENGLISH, languages};

use crate::modules::PAGE;
use crate::project::Project;

/// Where the messages are.
pub(crate) const SOURCES: &str = "crates/text/languages";

/// Returns the tag of every language but English.
pub(crate) fn translations(project: &Project) -> Result<Vec<String>> {
    let mut tags = languages(&project.path(SOURCES))?;
    tags.retain(|tag| tag != ENGLISH);
    Ok(tags)
}

/// Writes what each language needs; the page's script has to be there.
pub(crate) fn build(project: &Project) -> Result<()> {
    let root = project.path(SOURCES);
    let read = |tag: &str| {
        let catalogue = Catalogue::read(&root.join(tag), &CRATES);
        catalogue.map_err(|error| anyhow!(error))
    };
    let english = read(ENGLISH)?;
    let folder = project.path(PAGE.folder);
    fs::create_dir_all(folder.join("languages"))?;
    for tag in translations(project)? {
        let translation = read(&tag)?;
        english
            .agrees(&translation)
            .map_err(|error| anyhow!(error))?;
        let file = folder.join("languages").join(format!("{tag}.json"));
        write_if_new(&file, &serde_json::to_string(&translation.templates())?)?;
        let home = folder.join(&tag);
        fs::create_dir_all(&home)?;
        for script in ["page.js", "page_parts.js"] {
            let text = fs::read_to_string(folder.join(script))?;
            write_if_new(&home.join(script), &one_folder_deeper(&text))?;
        }
    }
    Ok(())
}

/// How many crates, in the order of their messages, the npm package has: all but those of the page.
const PACKAGE_CRATES: usize = 4;

/// Writes the languages of the npm package: a script for each but English, and one that brings them. They stand beside the others,
/// since who serves the package without a bundler may serve its one folder.
pub(crate) fn for_package(project: &Project, package: &std::path::Path) -> Result<()> {
    let mut bring = String::new();
    for tag in translations(project)? {
        let catalogue = Catalogue::read(&project.path(SOURCES).join(&tag), &CRATES);
        let catalogue = catalogue.map_err(|error| anyhow!(error))?;
        let templates = catalogue.templates();
        let of_package: Vec<_> = templates.iter().take(PACKAGE_CRATES).collect();
        let templates = serde_json::to_string(&of_package)?;
        let script =
            format!("// The messages of a language, by crate.\n\nexport default {templates};\n");
        fs::write(package.join(format!("language-{tag}.js")), script)?;
        bring.push_str(&format!(
            "  {tag}: () => import(\"./language-{tag}.js\"),\n"
        ));
    }
    let index = format!(
        "// Languages besides English, each loaded when it is spoken.\n\nexport const languages = {{\n{bring}}};\n"
    );
    Ok(fs::write(package.join("languages.js"), index)?)
}

/// The script as it stands in a folder beside what it names. The two scripts name each other, and stay together.
fn one_folder_deeper(script: &str) -> String {
    let script = script.replace("from \"../", "from \"../../");
    ["split_", "chunk_"].iter().fold(script, |script, part| {
        script.replace(&format!("\"./{part}"), &format!("\"../{part}"))
    })
}

/// Whoever watches the folder is told of changes alone.
fn write_if_new(file: &std::path::Path, text: &str) -> Result<()> {
    if fs::read_to_string(file).is_ok_and(|known| known == text) {
        return Ok(());
    }
    Ok(fs::write(file, text)?)
}

#[cfg(test)]
mod tests {
    use super::one_folder_deeper;

    #[test]
    fn a_script_in_a_folder_of_its_own_names_the_same_files() {
        let script = "import { fetched } from \"../fetched.ts\";\nimport * as page from \"./page.js\";\n\
                      fetched(\"split_azure.wasm\", new URL(\"./split_azure.wasm\", import.meta.url))";
        let deeper = "import { fetched } from \"../../fetched.ts\";\nimport * as page from \"./page.js\";\n\
                      fetched(\"split_azure.wasm\", new URL(\"../split_azure.wasm\", import.meta.url))";
        assert_eq!(one_folder_deeper(script), deeper);
    }
}
