-- Users, groups, and the log of each group: its messages and its changes share one numbering (seq).
-- Times are UTC, set by the database's clock. Text compares binary; who wants folding stores a folded copy.
-- No foreign keys on the log: each would lock the parent row that a running append or a presence update holds.

CREATE TABLE users (
  id BIGINT NOT NULL AUTO_INCREMENT,
  name VARCHAR(32) NOT NULL,
  folded_name VARCHAR(255) NOT NULL,
  email VARCHAR(254) NULL,
  password_hash VARCHAR(255) NULL COMMENT 'null: a guest',
  created_at DATETIME(6) NOT NULL,
  last_seen_at DATETIME(6) NULL,
  disabled_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY users_by_name (folded_name),
  UNIQUE KEY users_by_email (email)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE `groups` (
  id BIGINT NOT NULL AUTO_INCREMENT,
  kind VARCHAR(8) NOT NULL COMMENT 'DIRECT, PRIVATE or PUBLIC',
  name VARCHAR(80) NULL COMMENT 'null: a direct group',
  slug VARCHAR(40) NULL COMMENT 'public groups only',
  description VARCHAR(500) NULL,
  user_low BIGINT NULL COMMENT 'the pair of a direct group, lower id first',
  user_high BIGINT NULL,
  created_by BIGINT NULL,
  created_at DATETIME(6) NOT NULL,
  archived_at DATETIME(6) NULL,
  changed_at DATETIME(6) NOT NULL COMMENT 'when the head moved last',
  head BIGINT NOT NULL DEFAULT 0 COMMENT 'the highest seq; the row lock hands out seqs',
  last_message_seq BIGINT NOT NULL DEFAULT 0,
  member_count INT NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY groups_by_slug (slug),
  UNIQUE KEY groups_by_pair (user_low, user_high),
  KEY groups_by_kind (kind, archived_at, id),
  KEY groups_by_change (changed_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE group_members (
  group_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  role VARCHAR(8) NOT NULL COMMENT 'MEMBER, ADMIN or OWNER',
  joined_seq BIGINT NOT NULL COMMENT 'the entry of his joining',
  delivered_seq BIGINT NOT NULL,
  read_seq BIGINT NOT NULL,
  joined_at DATETIME(6) NOT NULL,
  changed_at DATETIME(6) NOT NULL COMMENT 'when he joined or got another role',
  PRIMARY KEY (group_id, user_id),
  KEY group_members_by_user (user_id, group_id),
  KEY group_members_by_change (changed_at),
  CONSTRAINT group_members_group FOREIGN KEY (group_id) REFERENCES `groups` (id),
  CONSTRAINT group_members_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE messages (
  group_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'for contracts that know no seq',
  sender_id BIGINT NOT NULL,
  send_key BINARY(16) NOT NULL,
  digest BINARY(32) NULL COMMENT 'of group, reply and content: the same key with another body is refused; null once deleted',
  content VARCHAR(8000) NULL COMMENT 'null once deleted',
  reply_to BIGINT NULL COMMENT 'a seq of the same group',
  sent_at DATETIME(6) NOT NULL,
  edited_at DATETIME(6) NULL,
  deleted_at DATETIME(6) NULL,
  page BIGINT GENERATED ALWAYS AS (seq DIV 128) VIRTUAL COMMENT 'so that the newest entries of many groups are found by equality',
  PRIMARY KEY (group_id, seq),
  UNIQUE KEY messages_by_id (id),
  UNIQUE KEY messages_by_key (sender_id, send_key),
  KEY messages_for_unread (group_id, page, sender_id, deleted_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE changes (
  group_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  kind VARCHAR(8) NOT NULL COMMENT 'EDIT, DELETE, JOIN, LEAVE, ROLE or DESCRIBE',
  actor_id BIGINT NOT NULL,
  user_id BIGINT NULL COMMENT 'the member concerned',
  message_seq BIGINT NULL COMMENT 'the message concerned',
  role VARCHAR(8) NULL,
  member_count INT NULL,
  changed_at DATETIME(6) NOT NULL,
  PRIMARY KEY (group_id, seq)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE receipts (
  group_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  kind VARCHAR(9) NOT NULL COMMENT 'DELIVERED or READ',
  seq BIGINT NOT NULL COMMENT 'up to here',
  marked_at DATETIME(6) NOT NULL,
  PRIMARY KEY (group_id, user_id, kind, seq)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO `groups` (id, kind, name, slug, created_at, changed_at) VALUES
  (1, 'PUBLIC', 'General', 'general', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)),
  (2, 'PUBLIC', 'Random', 'random', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)),
  (3, 'PUBLIC', 'Tech Talk', 'tech', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6));
