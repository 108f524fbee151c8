-- Invitations: whoever holds the secret of one may enter its group.
-- No foreign keys: each would lock the row of the group, which a running append holds.

CREATE TABLE invitations (
  id BIGINT NOT NULL AUTO_INCREMENT,
  token_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the secret in the link',
  group_id BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  uses INT NOT NULL DEFAULT 0,
  max_uses INT NULL COMMENT 'null: any number',
  PRIMARY KEY (id),
  UNIQUE KEY invitations_by_token (token_hash),
  KEY invitations_by_group (group_id, expires_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
