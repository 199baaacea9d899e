using System.Net.Sockets;
using System.Text;

namespace IpaEmbedded.Qtest;

/// <summary>
/// Serves machines over a Unix socket in QEMU's qtest protocol: one client after the other, each with a machine of its
/// own as after power-on. Who comes while another is served is told so and sent away.
/// </summary>
public sealed class QtestServer : IDisposable
{
    /// <summary>Most characters of a line; a longer one is answered with FAIL and skipped.</summary>
    public const int MaxLineCharacters = (QtestSession.MaxBytes * 2) + 256;

    private static readonly byte[] Occupied = Encoding.Latin1.GetBytes("FAIL another client is served, one at a time\n");

    private readonly string _path;
    private readonly Func<QtestSession> _start;
    private readonly Socket _listener;
    private readonly SocketFile? _own;

    /// <summary>Listens; what lies at the path must be a socket that nobody serves any more, or nothing.</summary>
    /// <exception cref="IOException">The socket cannot be made.</exception>
    public QtestServer(string path, Func<QtestSession> start)
    {
        _path = path;
        _start = start;
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            if (SocketFile.At(path) is { } found)
            {
                if (!found.IsSocket)
                {
                    throw new IOException("what lies there is no socket, and stays");
                }
                if (IsServed(new UnixDomainSocketEndPoint(path)))
                {
                    throw new IOException("somebody serves there already");
                }
                File.Delete(path);
            }
            // It has its mode before it has its name, and what has taken the name meanwhile is not replaced. Disposing the listener
            // deletes the name that it was bound to, which by then is nobody's.
            string bound = Path.Combine(Path.GetDirectoryName(path) ?? "", "." + Path.GetRandomFileName()[..5]);
            _listener.Bind(new UnixDomainSocketEndPoint(bound));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(bound, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
            _own = SocketFile.At(bound);
            _listener.Listen(8);
            File.Move(bound, path, overwrite: false);
        }
        catch (Exception e) when (e is SocketException or ArgumentException or UnauthorizedAccessException or IOException)
        {
            _listener.Dispose();
            throw new IOException($"cannot listen on {path}: {e.Message}", e);
        }
    }

    /// <summary>Serves clients until the server is disposed, or only the first one.</summary>
    public void Run(bool once = false)
    {
        Socket? next = null;
        do
        {
            Socket? client = next ?? Accept(CancellationToken.None).GetAwaiter().GetResult();
            if (client is null)
            {
                return;
            }
            using var served = new CancellationTokenSource();
            Task<Socket?> others = RefuseOthers(client, served.Token);
            using (client)
            using (QtestSession session = _start())
            {
                Serve(client, session);
            }
            served.Cancel();
            next = others.GetAwaiter().GetResult();
        }
        while (!once);
        next?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        try
        {
            // Somebody else's may have taken its place.
            if (_own is not null && SocketFile.At(_path) == _own)
            {
                File.Delete(_path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A socket that stays behind is found and replaced by the next server.
        }
    }

    private static void Serve(Socket client, QtestSession session)
    {
        var lines = new LineReader(client, MaxLineCharacters);
        try
        {
            while (lines.Next(out string? line))
            {
                string answer = line is null ? $"FAIL a line has at most {MaxLineCharacters} characters\n" : session.Execute(line);
                Send(client, Encoding.Latin1.GetBytes(answer));
            }
        }
        catch (SocketException)
        {
            // The client is gone, and with it its machine.
        }
    }

    /// <summary>Refuses clients as long as one is served; returns the first that came when that one had gone, or null.</summary>
    private async Task<Socket?> RefuseOthers(Socket client, CancellationToken served)
    {
        while (await Accept(served).ConfigureAwait(false) is { } other)
        {
            if (!IsConnected(client))
            {
                return other;
            }
            using (other)
            {
                TrySend(other, Occupied);
            }
        }
        return null;
    }

    private async Task<Socket?> Accept(CancellationToken end)
    {
        try
        {
            return await _listener.AcceptAsync(end).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return null;
        }
    }

    // Nothing can be sent to who has closed, not even nothing.
    private static bool IsConnected(Socket client) => TrySend(client, []);

    private static bool TrySend(Socket client, ReadOnlySpan<byte> bytes)
    {
        try
        {
            client.Send(bytes, SocketFlags.None);
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static void Send(Socket client, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[client.Send(bytes, SocketFlags.None)..];
        }
    }

    private static bool IsServed(UnixDomainSocketEndPoint address)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(address);
            return true;
        }
        catch (SocketException e)
        {
            // Only a socket without a listener refuses.
            return e.SocketErrorCode != SocketError.ConnectionRefused;
        }
    }
}
