-- Who comes in by a name: guests for as long as they are here, and registered names with what proves them.

ALTER TABLE users
  MODIFY COLUMN folded_name VARCHAR(255) NULL COMMENT 'null: a guest who has the name for as long as he is here',
  ADD COLUMN pinned_at DATETIME(6) NULL COMMENT 'when a registered name was proven first: since then only with a proof',
  ADD COLUMN guest_name VARCHAR(255) NULL COMMENT 'folded, of a guest who is here; null once he is gone',
  ADD COLUMN guest_claim VARCHAR(255) NULL COMMENT 'space and folded name that nobody else may have now',
  ADD COLUMN guest_claim_hash BINARY(32) NULL COMMENT 'SHA-256 of the secret that has a held claim back',
  ADD COLUMN guest_claim_until DATETIME(6) NULL COMMENT 'held until then; null while he is here',
  ADD KEY users_by_guest_name (guest_name),
  ADD UNIQUE KEY users_by_guest_claim (guest_claim);

CREATE TABLE name_proofs (
  secret_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of a token (one name) or of the secret of a browser (several)',
  user_id BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (secret_hash, user_id),
  KEY name_proofs_by_user (user_id),
  CONSTRAINT name_proofs_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
