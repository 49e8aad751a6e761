package io.dephasing.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder that goes when it is closed, or, if its process was killed, when the next one is made. A
 * file beside it says whose it is: its process holds that file's lock, and the operating system
 * takes the lock away however the process ends. So the file is locked before there is a folder, and
 * goes after it.
 */
public final class TemporaryFolder implements AutoCloseable {
  private static final String NAMES = "dephasing-";
  private static final String LOCK = ".lock";

  /** Locks of this process: it would lose one by closing its file a second time. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Path lockFile;
  private final FileChannel lock;

  private TemporaryFolder(Path path, Path lockFile, FileChannel lock) {
    this.path = path;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * An empty folder, where the system has its temporary files. Deletes those that killed processes
   * have left.
   *
   * @param purpose a word for its name
   */
  public static TemporaryFolder create(String purpose) throws IOException {
    return create(Path.of(System.getProperty("java.io.tmpdir")), purpose);
  }

  static synchronized TemporaryFolder create(Path parent, String purpose) throws IOException {
    TemporaryFolder created = null;
    while (created == null) {
      created = tryCreate(parent, purpose);
    }
    for (Path lockFile : lockFiles(parent)) {
      if (!OWN.contains(lockFile)) {
        deleteIfLeftOver(lockFile, Files.getOwner(created.lockFile));
      }
    }
    return created;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Deletes it with all that is in it. */
  @Override
  public void close() throws IOException {
    try (lock) {
      delete(path);
      Files.deleteIfExists(lockFile);
    } finally {
      OWN.remove(lockFile);
    }
  }

  /** Null where somebody took the file for left over before it was locked. */
  private static @Nullable TemporaryFolder tryCreate(Path parent, String purpose)
      throws IOException {
    Path lockFile = Files.createTempFile(parent, NAMES + purpose + "-", LOCK);
    OWN.add(lockFile);
    FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null || !Files.exists(lockFile)) {
      channel.close();
      OWN.remove(lockFile);
      return null;
    }
    Path path = folderOf(lockFile);
    Files.createDirectory(path);
    return new TemporaryFolder(path, lockFile, channel);
  }

  private static Path folderOf(Path lockFile) {
    String name = lockFile.getFileName().toString();
    return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  private static List<Path> lockFiles(Path parent) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, NAMES + "*-*" + LOCK)) {
      all.forEach(found::add);
    } catch (IOException | DirectoryIteratorException e) {
      // A folder that may be written to, and not listed: what is left over stays.
    }
    return found;
  }

  private static void deleteIfLeftOver(Path lockFile, UserPrincipal user) {
    try {
      if (!Files.getOwner(lockFile, LinkOption.NOFOLLOW_LINKS).equals(user)) {
        return;
      }
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
          FileLock lock = channel.tryLock()) {
        if (lock != null) {
          delete(folderOf(lockFile));
          Files.deleteIfExists(lockFile);
        }
      }
    } catch (IOException e) {
      // Its process is just deleting it, or it can't be deleted: no reason not to go on.
    }
  }

  private static void delete(Path folder) throws IOException {
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (NoSuchFileException e) {
      // closed twice, or killed before it was made
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
