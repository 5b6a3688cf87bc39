/** @file The way to what a picture passes through; what is behind it loads when it is opened. */
import type { JSX } from "preact";
import { netsText, shellText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { onUse, useOnUse } from "../../parts/use-on-use.ts";
import { useStudio } from "../../state/studio.ts";
import type { MapsPanelProps } from "./maps/passage.tsx";

const mapsPanel = onUse(() => import("./maps/panel.tsx"));

export function MapsDoor(props: MapsPanelProps): JSX.Element {
  const { router } = useStudio();
  const open = router.route.value.query.maps !== undefined;
  const panel = useOnUse(mapsPanel, open);
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
      {panel.failed && <NotLoaded />}
      {open && panel.value === null && !panel.failed && (
        <p class="quiet" aria-busy="true">
          {shellText.value.loading}
        </p>
      )}
      {panel.value !== null && <panel.value.MapsPanel {...props} />}
    </section>
  );
}
