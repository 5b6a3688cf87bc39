/** @file A player's layers as a table: one row a layer, blocks that fold. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { PlayerNet } from "../../../api/index.ts";
import { netsText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { percentage, shortNumber, wholeNumber } from "../../parts/numbers.ts";
import { type BlockRow, type LayerRow, shapeText } from "./net-rows.ts";
import { blockId } from "./use-folding.ts";

export interface PlayerTableProps {
  readonly player: PlayerNet;
  readonly blocks: readonly BlockRow[];
  /** The row that is looked at. */
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
  /** Blocks that are folded, by player and name. */
  readonly folded: ReadonlySet<string>;
  readonly toggle: (block: string) => void;
}

export function PlayerTable({ player, blocks, ...rest }: PlayerTableProps): JSX.Element {
  const heading = useId();
  const text = netsText.value;
  return (
    <section class="player-net">
      <header>
        <h2 id={heading}>{player.name}</h2>
        <span class="quiet">
          {text.parameters({ count: wholeNumber(player.parameters) })}
          {player.output !== null && ` · ${text.output({ shape: shapeText(player.output) })}`}
        </span>
      </header>
      <table aria-labelledby={heading}>
        <Heads />
        {blocks.map((block, i) => (
          <Block key={`${i} ${block.name}`} player={player.name} block={block} {...rest} />
        ))}
      </table>
    </section>
  );
}

function Heads(): JSX.Element {
  const { columns, columnsHow } = netsText.value;
  return (
    <thead>
      <tr>
        <th scope="col">{columns.name}</th>
        <th scope="col" class="kind">
          {columns.kind}
        </th>
        <th scope="col" class="number shape">
          {columns.shape}
        </th>
        <th scope="col" class="number">
          {columns.parameters}
        </th>
        <th scope="col" class="number" title={columnsHow.weight}>
          {columns.weight}
        </th>
        <th scope="col" class="number" title={columnsHow.gradient}>
          {columns.gradient}
        </th>
        <th scope="col" class="number" title={columnsHow.dead}>
          {columns.dead}
        </th>
      </tr>
    </thead>
  );
}

type BlockProps = Omit<PlayerTableProps, "player" | "blocks"> & {
  readonly player: string;
  readonly block: BlockRow;
};

function Block({ player, block, chosen, choose, folded, toggle }: BlockProps): JSX.Element {
  const id = blockId(player, block.name);
  const several = block.rows.length > 1;
  const closed = several && folded.has(id);
  return (
    <tbody>
      {several && <BlockHead block={block} closed={closed} toggle={() => toggle(id)} />}
      {!closed &&
        block.rows.map((row) => (
          <LayerLine key={row.id} row={row} inside={several} chosen={row.id === chosen} choose={() => choose(row.id)} />
        ))}
    </tbody>
  );
}

interface BlockHeadProps {
  readonly block: BlockRow;
  readonly closed: boolean;
  readonly toggle: () => void;
}

/** Sums stand in it when it is folded. */
function BlockHead({ block, closed, toggle }: BlockHeadProps): JSX.Element {
  const { name, rows, parameters, weight, gradient } = block;
  const shape = rows.at(-1)?.layer.shape ?? null;
  return (
    <tr class="block">
      <th scope="rowgroup" colSpan={closed ? 1 : 7}>
        <button type="button" class="plain" aria-expanded={!closed} onClick={toggle}>
          <Icon name={closed ? "on" : "down"} />
          {netsText.value.block({ name, count: rows.length })}
        </button>
      </th>
      {closed && (
        <>
          <td class="kind" />
          <td class="number shape">{shape === null ? "" : shapeText(shape)}</td>
          <td class="number">{wholeNumber(parameters)}</td>
          <td class="number">{shortNumber(weight)}</td>
          <td class="number">{shortNumber(gradient)}</td>
          <td />
        </>
      )}
    </tr>
  );
}

interface LayerLineProps {
  readonly row: LayerRow;
  /** It stands in a block. */
  readonly inside: boolean;
  readonly chosen: boolean;
  readonly choose: () => void;
}

function LayerLine({ row, inside, chosen, choose }: LayerLineProps): JSX.Element {
  const { layer, parameters, weight, gradient, dead } = row;
  return (
    <tr class={chosen ? "layer chosen" : "layer"} onClick={choose}>
      <th scope="row" class={inside ? "inside" : ""}>
        <button type="button" class="plain" aria-pressed={chosen} data-layer={row.id}>
          {layer.name === "" ? netsText.value.whole : layer.name}
        </button>
      </th>
      <td class="kind">{kindText(layer.kind)}</td>
      <td class="number shape">{layer.shape === null ? "–" : shapeText(layer.shape)}</td>
      <td class="number">{wholeNumber(parameters)}</td>
      <td class="number">{shortNumber(weight)}</td>
      <td class="number">{shortNumber(gradient)}</td>
      <td class={dead !== null && dead > 0 ? "number some-dead" : "number"}>
        {dead === null ? "–" : percentage(dead)}
      </td>
    </tr>
  );
}

/** A kind in words; one of a later version as it is. */
export function kindText(kind: string | null): string {
  const kinds: Readonly<Record<string, string>> = netsText.value.kinds;
  return kind === null ? "–" : (kinds[kind] ?? kind);
}
