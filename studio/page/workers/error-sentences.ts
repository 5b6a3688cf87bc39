/** @file What an error says, in both languages. It loads when there is one: the texts of all errors are long. */
import type { GantryError } from "gantry/base";
import { errorSentences } from "gantry/messages";
import type { Failure } from "./calls.ts";

export const sentencesOf = ({ code, parameters }: GantryError): Failure["sentence"] => errorSentences(code, parameters);
