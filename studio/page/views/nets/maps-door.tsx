/** @file The way to what a picture passes through; what is behind it loads when it is opened. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { netsText, shellText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { useStudio } from "../../state/studio.ts";
import type { MapsPanelProps } from "./maps/panel.tsx";

type Panel = (props: MapsPanelProps) => JSX.Element | null;

export function MapsDoor(props: MapsPanelProps): JSX.Element {
  const { router } = useStudio();
  const open = router.route.value.query.maps !== undefined;
  const [panel, setPanel] = useState<{ readonly Panel: Panel | null } | null>(null);
  useEffect(() => {
    if (!open || panel !== null) return;
    import("./maps/panel.tsx").then(
      ({ MapsPanel: Panel }) => setPanel({ Panel }),
      () => setPanel({ Panel: null }),
    );
  }, [open, panel]);
  return (
    <section class="nets-maps">
      <h2>
        <button
          type="button"
          class="plain"
          aria-expanded={open}
          onClick={() => router.setQuery(open ? { maps: null, channel: null } : { maps: "open" })}
        >
          <Icon name={open ? "down" : "on"} />
          {netsText.value.maps}
        </button>
      </h2>
      {!open || panel === null ? null : panel.Panel === null ? (
        <p role="alert">{shellText.value.chunkFailed}</p>
      ) : (
        <panel.Panel {...props} />
      )}
    </section>
  );
}
