// What the build puts before the files of this folder; DEEPER is the script of those that only the texts need, FURTHER
// of those that look for what else may be meant.
declare const LETTERS: Letters;
declare const DEEPER: string;
declare const FURTHER: string;
