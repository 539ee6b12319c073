//! Files of Terraform that are one module: those of one folder.

/// The ends of the names of such files, the values of variables last.
const ENDS: [&str; 2] = [".tf", ".tfvars"];

/// A file with its path and its text.
pub type NamedText = (String, String);

/// Joins the files of Terraform of each folder into one text, in which a comment names each file; every other file stays as it
/// is. Values of variables come last, as Terraform reads them. The name of a joined text is that of its folder.
pub fn join_modules(files: Vec<NamedText>) -> Vec<NamedText> {
    let mut joined: Vec<NamedText> = Vec::new();
    let (mut modules, mut others): (Vec<(String, Vec<NamedText>)>, Vec<NamedText>) =
        Default::default();
    for file in files {
        let Some(folder) = module_folder(&file.0) else {
            others.push(file);
            continue;
        };
        match modules.iter_mut().find(|(known, _)| known == folder) {
            Some((_, files)) => files.push(file),
            None => modules.push((folder.to_owned(), vec![file])),
        }
    }
    for (folder, mut files) in modules {
        nsg::sort::sort_by_key(&mut files, |(name, _)| {
            (name.ends_with(ENDS[1]), name.clone())
        });
        match files.len() {
            1 => joined.append(&mut files),
            _ => {
                let name = format!("{folder}*{}", ENDS[0]);
                let texts = files
                    .iter()
                    .map(|(name, text)| format!("# {name}\n{text}\n"));
                joined.push((name, texts.collect()));
            }
        }
    }
    joined.append(&mut others);
    joined
}

/// The folder of a file of Terraform, with the slash behind it; `None` for any other file.
fn module_folder(path: &str) -> Option<&str> {
    let lower = path.to_ascii_lowercase();
    let is_it = ENDS.iter().any(|end| lower.ends_with(end));
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    path.get(..name).filter(|_| is_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, text: &str) -> NamedText {
        (name.to_owned(), text.to_owned())
    }

    #[test]
    fn the_files_of_a_folder_are_one_module_with_its_values_last() {
        let files = vec![
            named("web/prod.tfvars", "office = 1"),
            named("nsg.json", "{}"),
            named("web/nsg.tf", "resource"),
            named("web/locals.tf", "locals"),
            named("db/nsg.tf", "other"),
        ];
        assert_eq!(
            join_modules(files),
            [
                named(
                    "web/*.tf",
                    "# web/locals.tf\nlocals\n# web/nsg.tf\nresource\n# web/prod.tfvars\noffice = 1\n"
                ),
                named("db/nsg.tf", "other"),
                named("nsg.json", "{}"),
            ]
        );
    }
}
