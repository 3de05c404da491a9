-- How a projection recognises its log: where the last batch with rows began and what was in it. A log that was cut, rewritten or
-- belongs to somebody else does not have the same there, and then nothing is applied any more until somebody has looked.

ALTER TABLE projection_position ADD COLUMN tail_from BIGINT DEFAULT -1 NOT NULL;
ALTER TABLE projection_position ADD COLUMN tail_digest VARCHAR(64) DEFAULT '' NOT NULL;
ALTER TABLE projection_position ADD COLUMN doubt VARCHAR(1024) DEFAULT '' NOT NULL;

-- an order leads to its decision by orders.sequence_number
DROP INDEX decisions_by_order;
