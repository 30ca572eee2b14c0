// What the build puts before the files of this folder.
declare const handbookTexts: Record<string, string>;
