/** @file Help for the settings that several recipes share, by dotted key; English is what the recipes say themselves. */

export const settings: Readonly<Record<string, string>> = {};
