/** @file Nets: what the players are made of, how large their weights and gradients are, now and over the run. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { NetsReply } from "../../../api/index.ts";
import { netsText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { sizeText, wholeNumber } from "../../parts/numbers.ts";
import { Problem } from "../../parts/problem.tsx";
import { useRestingQuery } from "../../parts/sample-query.ts";
import { ScrubberBar } from "../../parts/scrubber-bar.tsx";
import { SearchBox } from "../../parts/search-box.tsx";
import type { NetsSource } from "../../source.ts";
import { useRun, useStudio } from "../../state/studio.ts";
import { LayerPanel } from "./layer-panel.tsx";
import { MapsDoor } from "./maps-door.tsx";
import { blocksOf, filteredBlocks } from "./net-rows.ts";
import "./nets.css";
import { useNetsCommands } from "./nets-commands.ts";
import { PlayerCharts } from "./player-charts.tsx";
import { kindText, PlayerTable } from "./player-table.tsx";
import { blockId, type Folding, useFolding } from "./use-folding.ts";
import { type ShownNets, useNets } from "./use-nets.ts";

export function View(): JSX.Element {
  const { source } = useStudio();
  const { id } = useRun();
  if (source.nets === undefined) return <p class="quiet">{netsText.value.unavailable}</p>;
  return <Nets key={id} source={source.nets} />; // another run begins with nothing of this one
}

function Nets({ source }: { readonly source: NetsSource }): JSX.Element {
  const shown = useNets(source);
  const { reply } = shown;
  return (
    <div class="nets">
      <Head shown={shown} />
      <ScrubberBar />
      {reply !== null && "failed" in reply && <Problem error={reply.failed} />}
      {reply !== null && "value" in reply && <Players source={source} reply={reply.value} shown={shown} />}
      {reply !== null && <MapsDoor nets={"value" in reply ? reply.value : null} />}
    </div>
  );
}

function Head({ shown: { reply, normsStep } }: { readonly shown: ShownNets }): JSX.Element {
  const run = useRun();
  const text = netsText.value;
  const nets = reply !== null && "value" in reply ? reply.value : null;
  const size = run.detail.value?.files["generator.onnx"];
  const step = normsStep ?? nets?.step ?? null;
  const notes =
    nets === null
      ? []
      : [
          ...(step === null ? [text.noCheckpoint] : [text.normsAt({ step: wholeNumber(step) })]),
          ...(nets.step === null ? [] : [text.checkpointAt({ step: wholeNumber(nets.step) })]),
          ...(nets.recorded || nets.step === null ? [] : [text.unrecorded]),
          ...(nets.players.some(({ output }) => output === null) ? [text.noNames] : []),
        ];
  return (
    <header class="nets-head">
      <h1>{text.title}</h1>
      <p class="quiet">{notes.join(" ")}</p>
      {size !== undefined && (
        <a class="button" href={run.fileUrl("generator.onnx")} download={`${run.id}.onnx`} title={text.downloadTitle}>
          <Icon name="export" />
          {text.download({ size: sizeText(size) })}
        </a>
      )}
    </header>
  );
}

interface PlayersProps {
  readonly source: NetsSource;
  readonly reply: NetsReply;
  readonly shown: ShownNets;
}

function Players({ source, reply, shown: { norms } }: PlayersProps): JSX.Element {
  const { router } = useStudio();
  const resting = useRestingQuery(router);
  const { q = "", layer } = resting.query();
  const nets = useMemo(
    () => reply.players.map((player) => ({ player, blocks: blocksOf(player, norms) })),
    [reply, norms],
  );
  const folding = useFolding(nets);
  const shown = nets.map(({ player, blocks }) => ({ player, blocks: filteredBlocks(blocks, q, kindText) }));
  const rows = shown.flatMap(({ player, blocks }) =>
    blocks.flatMap((block) =>
      block.rows.map((row) => ({ player: player.name, block: blockId(player.name, block.name), row })),
    ),
  );
  const looked = rows.find(({ row }) => row.id === layer) ?? rows[0];
  const chosen = looked?.row.id ?? null;
  const choose = (id: string): void => resting.change({ layer: id });
  const { toggle, toggleAll } = folding;
  const enter = (id: string): void => {
    const block = rows.find(({ row }) => row.id === id)?.block;
    if (block !== undefined && folding.folded.has(block)) toggle(block);
    choose(id);
  };
  useNetsCommands({ ids: rows.map(({ row }) => row.id), at: chosen, choose: enter, toggleAll });
  const folded = q === "" ? folding.folded : NONE; // what was found is seen
  return (
    <div class="nets-main">
      <div class="nets-list">
        <SearchBar
          query={q}
          count={rows.length}
          change={(text) => resting.change({ q: text || null })}
          folding={folding}
        />
        {shown
          .filter(({ blocks }) => blocks.length > 0)
          .map((net) => (
            <PlayerTable
              key={net.player.name}
              {...net}
              chosen={chosen}
              choose={choose}
              folded={folded}
              toggle={toggle}
            />
          ))}
        <PlayerCharts players={reply.players.map(({ name }) => name)} />
      </div>
      {looked !== undefined && <LayerPanel {...looked} source={source} nets={reply} />}
    </div>
  );
}

const NONE: ReadonlySet<string> = new Set();

interface SearchBarProps {
  readonly query: string;
  readonly count: number;
  readonly change: (query: string) => void;
  readonly folding: Folding;
}

function SearchBar({ query, count, change, folding }: SearchBarProps): JSX.Element {
  const text = netsText.value;
  return (
    <div class="nets-bar">
      <SearchBox id="nets-search" query={query} change={change} text={text} />
      <span class="quiet" role="status">
        {query === "" ? "" : count === 0 ? text.noMatch : text.shown({ count })}
      </span>
      {folding.any && (
        <button type="button" onClick={folding.toggleAll}>
          {folding.folded.size > 0 ? text.unfold : text.fold}
        </button>
      )}
    </div>
  );
}
