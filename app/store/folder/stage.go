package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// stage writes the new content to a file beside the target, with mode and owner of info, which is nil for a new file.
func (r *replacement) stage(info fs.FileInfo) error {
	disk := r.folder.disk
	var file *os.File
	err := disk.do("create", r.target, func() (err error) {
		file, err = os.CreateTemp(filepath.Dir(r.target), stagedName(r.target))
		return err
	})
	if err != nil {
		return err
	}
	r.beside = file.Name()
	if info == nil {
		err = file.Chmod(0o644)
		giveToOwnerOf(filepath.Dir(r.target), r.beside)
	} else {
		err = keepOwner(file, info)
	}
	if err = errors.Join(err, disk.write(file, r.New)); err != nil || r.Old == nil {
		return err
	}
	// From now on the name tells what the file must hold: a process that is killed leaves no riddle.
	named := exchangedName(r.target, r.Old, r.New)
	if err := disk.move(r.beside, named); err != nil {
		return err
	}
	r.beside = named
	return nil
}

// keepOwner gives a file mode and owner of another. An account that may not give files away keeps the group where it can, or else nothing.
func keepOwner(file *os.File, info fs.FileInfo) error {
	if uid, gid, ok := ownerOf(info); ok && file.Chown(uid, gid) != nil {
		_ = file.Chown(-1, gid)
	}
	return file.Chmod(info.Mode().Perm())
}
