interface Props {
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
}

export function ZoomButtons({ onZoom, onFit }: Props) {
  return (
    <div className="lineage-zoom" role="group" aria-label="Zoom">
      <button type="button" aria-label="Zoom in" title="Zoom in (+)" onClick={() => onZoom(1.25)}>
        +
      </button>
      <button type="button" aria-label="Zoom out" title="Zoom out (-)" onClick={() => onZoom(0.8)}>
        −
      </button>
      <button type="button" title="As much as can be seen at once (0)" onClick={onFit}>
        Fit
      </button>
    </div>
  );
}
