import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import type { PriceSetting } from "../../../../shared/model/guard-rails.ts";
import { usdWords } from "../../../../shared/plan/outlook/money.ts";
import { Rows } from "./Rows.tsx";

interface PriceListProps {
  readonly prices: readonly PriceSetting[];
  readonly onChange: (prices: readonly PriceSetting[]) => void;
}

/** What this account pays, where that isn't the list price, or where none is known. */
export function PriceList({ prices, onChange }: PriceListProps) {
  const [instanceType, setType] = useState("");
  const [usd, setUsd] = useState("");
  const usdPerHour = Number(usd);
  const isGood =
    /^[a-z0-9-]+\.[a-z0-9-]+$/.test(instanceType) && usd.trim() !== "" && usdPerHour >= 0;
  const add = () => {
    const others = prices.filter((price) => price.instanceType !== instanceType);
    onChange([...others, { instanceType, usdPerHour }]);
    setType("");
    setUsd("");
  };
  return (
    <div className="guard-rails-part" role="group" aria-label="Prices">
      <strong>Prices</strong>
      <Rows
        texts={prices.map(
          (price) => `${price.instanceType}: ${usdWords(price.usdPerHour)} an hour`,
        )}
        none="None: AWS's list prices where Bennu knows them, and unknown where not."
        onTakeAway={(at) => onChange(prices.filter((_, other) => other !== at))}
      />
      <div className="guard-rails-fields">
        <FormField label="Instance type">
          <Input
            value={instanceType}
            placeholder="m7i.large"
            onChange={({ detail }) => setType(detail.value.trim())}
          />
        </FormField>
        <FormField label="USD an hour">
          <Input value={usd} inputMode="decimal" onChange={({ detail }) => setUsd(detail.value)} />
        </FormField>
        <Button disabled={!isGood} onClick={add}>
          Set the price
        </Button>
      </div>
    </div>
  );
}
