/** @file 设置可取的值，用文字表述。 */
import type { ValueType } from "../value-type.ts";

function bounded(
  noun: string,
  type: { readonly min?: number; readonly above?: number; readonly max?: number },
): string {
  const parts = [
    type.above === undefined ? undefined : `大于 ${type.above}`,
    type.min === undefined ? undefined : `不小于 ${type.min}`,
    type.max === undefined ? undefined : `不大于 ${type.max}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? noun : `${parts.join("、")} 的${noun}`;
}

/** “大于 0 的数”“cpu、webgpu 之一”等。 */
export function expectation(type: ValueType): string {
  switch (type.kind) {
    case "number":
      return bounded("数", type);
    case "integer":
      return type.only === undefined ? bounded("整数", type) : `${type.only.join("、")} 之一`;
    case "choice":
      return `${type.choices.join("、")} 之一`;
    case "switch":
      return "true 或 false";
    case "text":
      return "一段文字";
    case "list":
      return "用逗号隔开的若干词";
  }
}
